import { readFileSync } from 'node:fs'
import { showTime } from '../../shared/calendar/beijing'
import { actKindWords, readBureauAct } from '../../shared/claim/bureau-act'
import { claimOutcomeNames, readClaimDecision } from '../../shared/claim/claim-decision'
import type { Crypto } from '../../shared/crypto'
import type { TrustedKey } from '../../shared/package/keys'
import { outcomeNames, readDecision } from '../../shared/plan/decision'
import { readFilingReceipt } from '../../shared/plan/filing-receipt'
import { type FileProblem, FileRefused, hashOfFile } from '../../shared/plan/signed-file'
import { nodeCrypto } from '../crypto'

/** What a file says, whoever signed it. */
interface Said {
  key: string
  body: { bureau: { name: string }; at: number }
  what: string
}

const readers: readonly ((crypto: Crypto, file: string) => Promise<Said>)[] = [
  async (crypto, file) => {
    const { key, body } = await readClaimDecision(crypto, file)
    return { key, body, what: `补贴申请审核决定：${claimOutcomeNames[body.outcome]}（${body.received}）` }
  },
  async (crypto, file) => {
    const { key, body } = await readBureauAct(crypto, file)
    const { subject } = body
    const about = subject.type === 'claim' ? subject.received : subject.number
    return { key, body, what: `${actKindWords[body.kind]}${about === '' ? '' : `（${about}）`}` }
  },
  async (crypto, file) => {
    const { key, body } = await readDecision(crypto, file)
    return { key, body, what: `备案、开班申请意见：${outcomeNames[body.outcome]}` }
  },
  async (crypto, file) => {
    const { key, body } = await readFilingReceipt(crypto, file)
    return { key, body, what: `受理回执（${body.number}）` }
  },
]

const problems: Readonly<Record<FileProblem, string>> = {
  'not-json': '不是人社局签名的文件',
  'not-canonical': '文件被改动或重新保存过',
  schema: '不是人社局签名的决定、通知或回执，或来自更新的版本',
  key: '文件里的密钥与签名不符',
  signature: '签名与内容不符，文件可能被改动过',
}

/** Says of a file that a bureau signed what it is, by which key, and whether the signature holds; 0 where it does, and the key is the one given. */
export async function verifyStatement(path: string, given: TrustedKey | undefined): Promise<number> {
  const file = readFileSync(path, 'utf8')
  try {
    const { key, body, what } = await read(file)
    const right = given === undefined || given.fingerprint === key
    const lines = [
      `事项：${what}`,
      `签名单位（自称）：${body.bureau.name}`,
      `签名时间：${showTime(body.at)}`,
      `内容摘要：${hashOfFile(nodeCrypto, file)}`,
      `密钥指纹：${key}`,
      '签名：有效',
      given === undefined
        ? '是不是该局的密钥，请把指纹与该局公布的逐位比对，或用 --key 给出'
        : `密钥：${right ? '与给出的一致' : '与给出的不一致'}`,
    ]
    process.stdout.write(`${lines.join('\n')}\n`)
    return right ? 0 : 1
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    console.error(`核验不通过：${problems[error.problem]}`)
    return 1
  }
}

/** The first kind that it is of. Throws FileRefused. */
async function read(file: string): Promise<Said> {
  for (const reader of readers)
    try {
      return await reader(nodeCrypto, file)
    } catch (error) {
      if (!(error instanceof FileRefused) || error.problem !== 'schema') throw error
    }
  throw new FileRefused('schema')
}
