import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isNoteName } from '../../shared/log/note'
import { makeKey, signer } from '../crypto'
import type { Self } from './observe'

/** Where a witness keeps its name, its key and what it saw. `of` tells several on one server apart; '' is the server's own, as of the command. */
export interface WitnessPlace {
  folder: string
  of: string
}

const fileOf = ({ folder, of }: WitnessPlace, name: string): string => join(folder, of === '' ? name : `${of}.${name}`)

/** What was seen of the log with this key. */
export const memoryFile = (place: WitnessPlace, fingerprint: string): string => fileOf(place, `${fingerprint}.ndjson`)

/** Names stand in signature lines: neither spaces nor plus signs. */
export const isWitnessName = (name: string): boolean => isNoteName(name) && name.length <= 100

/** Undefined before it was given a name. */
export function witnessName(place: WitnessPlace): string | undefined {
  const file = fileOf(place, 'name')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** The witness of this name, made where there is none yet; a name never changes. */
export async function openSelf(place: WitnessPlace, given: string): Promise<Self> {
  const name = witnessName(place) ?? given
  if (witnessName(place) === undefined) writeFileSync(fileOf(place, 'name'), name, { flush: true })
  const file = fileOf(place, 'key.pem')
  if (!existsSync(file)) writeFileSync(file, await makeKey('Ed25519'), { mode: 0o600, flush: true })
  return { name, key: signer(readFileSync(file, 'utf8')) }
}
