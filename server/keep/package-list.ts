import { createHash } from 'node:crypto'
import { KeepRefused } from './refused'

/** Which copies of received packages belong to a backup: inside it, and in the clear beside, for whoever clears up. */
export const PACKAGES = 'packages.txt'

/** One encrypted copy of a package. */
export interface PackageCopy {
  /** Of the package itself, hexadecimal. */
  sha256: string
  /** Below the folder of copies: `<lock>/<sha256>-<half the SHA-256 of the copy>.age`. */
  file: string
}

/** Beside the backups of a server, in the folder they go to. */
export const copiesFolder = (server: string): string => `xueji-${server.slice(0, 8)}-packages`

/** Copies are encrypted as backups are: another passphrase, another folder. */
export const lockFolder = (recipient: string): string =>
  createHash('sha256').update(recipient).digest('hex').slice(0, 16)

/** A copy says in its name what it is of and what its own bytes are: it can be read again without a key. */
export const copyName = (sha256: string, copy: string): string => `${sha256}-${copy.slice(0, 32)}.age`
const named = /^([0-9a-f]{64})-([0-9a-f]{32})\.age$/
export function copyNamed(name: string): { sha256: string; copy: string } | undefined {
  const [, sha256, copy] = named.exec(name) ?? []
  return sha256 && copy ? { sha256, copy } : undefined
}

const HEAD = 'xueji-packages 1'
const line = /^([0-9a-f]{64}) {2}([0-9a-f]{16}\/\1-[0-9a-f]{32}\.age)$/

export const writeList = (copies: readonly PackageCopy[]): string =>
  `${[HEAD, ...copies.map(({ sha256, file }) => `${sha256}  ${file}`)].join('\n')}\n`

/** Throws KeepRefused `damaged`. */
export function readList(text: string): PackageCopy[] {
  const [head, ...lines] = text.trimEnd().split('\n')
  const copies = lines.flatMap((one) => {
    const [, sha256, file] = line.exec(one) ?? []
    return sha256 && file ? [{ sha256, file }] : []
  })
  if (head !== HEAD || copies.length < lines.length)
    throw new KeepRefused('damaged', '备份里的资料包清单读不出，请换另一份备份')
  return copies
}
