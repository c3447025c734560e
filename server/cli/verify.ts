import { accessSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import released from '../../extension/sites/released.json'
import { readWitnessKey, type WitnessKey } from '../../shared/log/cosignature'
import { textIn } from '../../shared/package/bag'
import { files } from '../../shared/package/layout'
import { reportText, withVideos } from '../../shared/package/report'
import type { Certificate } from '../../shared/package/timestamp/certificate'
import { readCertificates } from '../../shared/package/timestamp/read'
import { verifyPackage } from '../../shared/package/verify'
import { checkVideoPackage, ofVideos } from '../../shared/package/verify-videos'
import { publishedBuilds } from '../../shared/study/findings/builds'
import { readPaper } from '../claim/read-paper'
import { ZipRefused } from '../claim/read-zip'
import { nodeCrypto } from '../crypto'
import { verifySm2 } from '../sm2/sm2'
import { givenKey, plain } from './given-key'
import { withPackage } from './opened-package'
import { verifyStatement } from './verify-statement'

const USAGE = `用法：npx xueji verify 资料包.zip --key 公钥文件或指纹 [--out 报告文件]
  --witness 备查公钥   备查方提供的公钥（可多次），用来核对封存时间
  --tsa 证书文件       时间戳机构或其上级的证书，PEM 或 DER（可多次）
  --videos 视频资料包  一并核对补贴申请的授课视频
  --identity 私钥文件  资料包是加密的（.zip.age）时，收件人的 age 私钥
或：npx xueji verify 文件.json [--key 公钥文件或指纹]   核对人社局签名的决定、通知、回执`

/** `xueji verify`: prints the report; 0 only when everything holds and the signer is the trusted key, else 1. */
export async function main(args: string[]): Promise<number> {
  let options: Parameters<typeof verifyPackage>[2]
  let out: string | undefined
  let given: { file: string; videos?: string | undefined; identity?: string | undefined }
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        key: { type: 'string' },
        witness: { type: 'string', multiple: true },
        tsa: { type: 'string', multiple: true },
        videos: { type: 'string' },
        identity: { type: 'string' },
        out: { type: 'string' },
      },
    })
    const [only] = positionals
    if (!only || positionals.length > 1) throw new Error(USAGE)
    out = values.out
    given = { file: only, videos: values.videos, identity: values.identity }
    for (const path of [only, values.videos ?? only]) accessSync(path)
    options = {
      trusted: values.key === undefined ? undefined : givenKey(values.key, '--key'),
      // Records outlive the versions of rules they were made under.
      builtInRules: new Set(Object.values(released)),
      knownBuilds: publishedBuilds,
      verifySm2,
      readWorkbook: readPaper,
      witnesses: (values.witness ?? []).map(witnessKey),
      authorities: (values.tsa ?? []).flatMap(certificates),
    }
  } catch (error) {
    console.error(error instanceof Error ? plain(error) : USAGE)
    return 1
  }
  const { file, videos, identity } = given
  if (file.toLowerCase().endsWith('.json')) return verifyStatement(file, options.trusted)
  try {
    const { alone, listed } = await withPackage(file, { identity }, async (zip) => ({
      alone: await verifyPackage(nodeCrypto, zip, options),
      listed: await textIn(zip, files.videos),
    }))
    const beside =
      videos &&
      (await withPackage(videos, { identity, large: true }, (zip) =>
        checkVideoPackage(nodeCrypto, zip, listed, options),
      ).catch(ofVideos))
    const report = beside ? withVideos(alone, beside) : alone
    const text = reportText(report)
    process.stdout.write(text)
    if (out) writeFileSync(out, text)
    return report.verdict === 'good' ? 0 : 1
  } catch (error) {
    if (!(error instanceof ZipRefused)) throw error
    console.error(`核验不通过：${error.message}`)
    return 1
  }
}

function certificates(path: string): Certificate[] {
  const file = readFileSync(path)
  try {
    return readCertificates(file)
  } catch (error) {
    throw new Error(`--tsa ${path}：${error instanceof Error ? error.message : ''}`)
  }
}

function witnessKey(text: string): WitnessKey {
  try {
    return readWitnessKey(nodeCrypto, text)
  } catch {
    throw new Error(`--witness 不是备查公钥：“${text}”。应像 名称+8位编号+公钥，请向备查方索取`)
  }
}
