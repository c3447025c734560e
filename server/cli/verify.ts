import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import released from '../../extension/sites/released.json'
import { fromBase64url } from '../../shared/crypto'
import type { TrustedKey } from '../../shared/package/keys'
import { reportText } from '../../shared/package/report'
import { verifyPackage } from '../../shared/package/verify'
import { fingerprint } from '../../shared/record/batch'
import { readZip, ZipRefused } from '../claim/read-zip'
import { nodeCrypto } from '../crypto'

const USAGE = '用法：npx xueji verify 资料包.zip --key 公钥文件或指纹 [--out 报告文件]'

/** `xueji verify`: prints the report; 0 only when everything holds and the signer is the trusted key, else 1. */
export async function main(args: string[]): Promise<number> {
  let trusted: TrustedKey | undefined
  let file: string
  let out: string | undefined
  let bytes: Uint8Array
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { key: { type: 'string' }, out: { type: 'string' } },
    })
    const [only] = positionals
    if (!only || positionals.length > 1) throw new Error(USAGE)
    file = only
    out = values.out
    trusted = values.key === undefined ? undefined : trustedKey(values.key)
    bytes = readFileSync(file)
  } catch (error) {
    console.error(error instanceof Error ? plain(error) : USAGE)
    return 1
  }
  try {
    const { files } = await readZip(bytes)
    // Records outlive the versions of rules they were made under.
    const builtInRules = new Set(Object.values(released))
    const report = await verifyPackage(nodeCrypto, files, { trusted, builtInRules })
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

/** A fingerprint, or a file with the public key: PEM, DER or base64url of the SPKI. */
function trustedKey(text: string): TrustedKey {
  const hex = text.replaceAll(/[\s:]/g, '').toLowerCase()
  if (/^[0-9a-f]{64}$/.test(hex)) return { fingerprint: hex }
  const content = readFileSync(text)
  const pem = /-----BEGIN PUBLIC KEY-----([\s\S]+)-----END PUBLIC KEY-----/.exec(content.toString('latin1'))?.[1]
  const key = pem
    ? new Uint8Array(Buffer.from(pem, 'base64'))
    : content.length === 44
      ? new Uint8Array(content)
      : spkiText(content)
  return { fingerprint: fingerprint(nodeCrypto, key), key }
}

function spkiText(content: Buffer): Uint8Array {
  try {
    return fromBase64url(content.toString('utf8').trim())
  } catch {
    throw new Error('--key 的文件不是公钥：应为 PEM 公钥文件，或 64 位指纹')
  }
}

const plain = (error: Error): string =>
  'code' in error && error.code === 'ENOENT' && 'path' in error ? `找不到文件 ${error.path}，请核对路径` : error.message
