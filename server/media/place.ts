import type { Queries, Store } from '../db/store'

/** Where a file's bytes are, and what the last look at them found. */
export interface Place {
  place: 'folder' | 's3' | 'gone'
  state: 'ok' | 'missing' | 'differs' | 'gone'
  checkedAt: number
}

export async function placed(q: Queries, { t }: Pick<Store, 't'>, file: string, place: Place): Promise<void> {
  await q
    .insert(t.mediaPlace)
    .values({ file, ...place })
    .onConflictDoUpdate({ target: t.mediaPlace.file, set: place })
}

/** Reads what the table holds, whose columns are text. */
export const stateOf = (state: string): Place['state'] =>
  state === 'ok' || state === 'missing' || state === 'gone' ? state : 'differs'
export const placeOf = (place: string): Place['place'] => (place === 'folder' || place === 's3' ? place : 'gone')
