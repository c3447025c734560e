import { MAX_EVIDENCE } from '../../../shared/appeals'
import { sha256Hex } from '../../../shared/crypto'
import { type FilingStatement, readFiling } from '../../../shared/plan/filing'
import { type FileProblem, FileRefused } from '../../../shared/plan/signed-file'
import { readZip, ZipRefused } from '../../claim/read-zip'
import { nodeCrypto } from '../../crypto'
import { Refused } from '../../ledger/accept'

const problems: Record<FileProblem, string> = {
  'not-json': '这不是报送文件，请选择单位导出的报送文件（.json）或报送文件包（.zip）',
  'not-canonical': '文件被改动或重新保存过，请用单位发来的原文件',
  schema: '这不是报送文件，或来自更新的版本，请核对',
  key: '文件里的密钥与签名不符，请用单位发来的原文件',
  signature: '签名与内容不符，文件可能被改动过，请用单位发来的原文件',
}

/** A filing as it came: the signed file, and what it names of the files beside it. */
export interface FilingUpload {
  text: string
  statement: FilingStatement
  attachments: { hash: string; bytes: Uint8Array }[]
}

/** Reads a filing file, or the ZIP with its attachments: whatever else lies there is left aside. Nothing is written. Throws `file-refused`. */
export async function readUpload(bytes: Uint8Array): Promise<FilingUpload> {
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b
  const files = zipped ? await unpacked(bytes) : new Map([['filing.json', bytes]])
  const file = files.get('filing.json')
  if (!file) throw new Refused('file-refused', '压缩包里没有 filing.json，请选择单位导出的报送文件包')
  const text = textOf(file)
  const statement = await readFiling(nodeCrypto, text).catch((error: unknown) => {
    if (error instanceof FileRefused) throw new Refused('file-refused', problems[error.problem])
    throw error
  })
  const named = new Set(statement.body.attachments.map(({ hash }) => hash))
  const attachments = [...files.values()].flatMap((content) => {
    const hash = content.length > MAX_EVIDENCE ? '' : sha256Hex(nodeCrypto, content)
    return named.delete(hash) ? [{ hash, bytes: content }] : []
  })
  return { text, statement, attachments }
}

async function unpacked(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  try {
    return (await readZip(bytes)).files
  } catch (error) {
    if (error instanceof ZipRefused)
      throw new Refused('file-refused', `压缩包不能读：${error.message}。请用单位发来的原文件`)
    throw error
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refused('file-refused', problems['not-json'])
  }
}
