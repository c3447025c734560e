import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Where the passphrase comes from: a file, the environment (XUEJI_BACKUP_PASSPHRASE), or typed without being shown. */
export async function askPassphrase(question: string, file: string | undefined): Promise<string> {
  if (file !== undefined) return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  const given = process.env.XUEJI_BACKUP_PASSPHRASE
  if (given !== undefined && given !== '') return given
  if (!process.stdin.isTTY)
    throw new Error(
      '请在终端里运行以便输入备份口令，或用 --passphrase-file 文件、环境变量 XUEJI_BACKUP_PASSPHRASE 给出',
    )
  process.stdout.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await reader.question('')
  } finally {
    reader.close()
    process.stdout.write('\n')
  }
}
