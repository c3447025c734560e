import type { Crypto } from '../crypto'
import { readEntry, readKnown } from '../record/entry'
import { isRecordOf, type PackageFiles } from './bag'
import { chainFile, classFolder, files } from './layout'

/** A class's own files under the names that version 1 has for them. */
export interface ClassFiles extends PackageFiles {
  /** The claim that a chain was begun with, from its first line; nothing else of it was looked at. */
  claimOf(chain: string): string | undefined
}

/** Claims of chains by the path of their file in the package. */
export type Claims = ReadonlyMap<string, string>

/** Of a file of a chain (branch 0), whose it is, before anything of it is believed; undefined of everything else. */
export function claimIn(crypto: Crypto, path: string, bytes: Uint8Array): string | undefined {
  if (!/\/chains\/[0-9a-f]{64}\.ndjson$/.test(path)) return undefined
  try {
    const line = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.indexOf(LF)))
    const first = readKnown(readEntry(crypto, line))
    return first?.kind === 'join' ? first.body.claim : undefined
  } catch {
    return undefined
  }
}
const LF = 0x0a

/** Version 1: the class is the package. */
export const onlyClass = (from: PackageFiles, claims: Claims): ClassFiles =>
  placed(from, claims, [...from.keys()].filter(isRecordOf('data/')).map(own))

/** A class of a claim. What there is once for all stands above what a class brings under the same name: one log, one checkpoint. */
export function classOfClaim(from: PackageFiles, claims: Claims, id: string): ClassFiles {
  const folder = `data/${classFolder(id)}/`
  const all = [...from.keys()]
  const mine = all.filter(isRecordOf(folder)).map((path) => [`data/${path.slice(folder.length)}`, path] as const)
  const shared = all.filter(
    (path) => path === files.keys || path === files.checkpoint || path.startsWith('data/rules/'),
  )
  return placed(from, claims, [...mine, ...shared.map(own)])
}

const own = (path: string) => [path, path] as const

function placed(from: PackageFiles, claims: Claims, names: readonly (readonly [string, string])[]): ClassFiles {
  const places = new Map(names)
  return {
    keys: () => places.keys(),
    get(path) {
      const place = places.get(path)
      return place === undefined ? undefined : from.get(place)
    },
    claimOf: (chain) => claims.get(places.get(chainFile(chain)) ?? ''),
  }
}
