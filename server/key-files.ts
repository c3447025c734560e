import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type KeyKind, makeKey } from './crypto'

/** A private key as PEM, made where there is none. */
export async function pemFile(folder: string, name: string, kind: KeyKind): Promise<string> {
  const file = join(folder, `${name}.pem`)
  if (!existsSync(file)) write(file, await makeKey(kind))
  return readFileSync(file, 'utf8')
}

/** A secret of one line, made where there is none. */
export function secretFile(folder: string, name: string, make: () => string): string {
  const file = join(folder, name)
  if (!existsSync(file)) write(file, make())
  return readFileSync(file, 'utf8').trim()
}

/** A key file is there whole or not at all. */
export function write(file: string, content: string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}
