import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateIdentity } from 'age-encryption'
import type { Deps } from '../../deps'

/** File of the age identity to which firms encrypt packages for this bureau, as `age-keygen` makes it: among the server's keys, and so in every backup. Made at first need. */
export async function ageIdentity({ keys }: Pick<Deps, 'keys'>, organisation: string): Promise<string> {
  const file = join(keys.folder, `age-${organisation}`)
  if (existsSync(file)) return file
  writeFileSync(`${file}.new`, `${await generateIdentity()}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
  return file
}
