import { hex } from '../../shared/crypto'
import { type Canonical, canonicalBytes } from '../../shared/record/canonical'
import { nodeCrypto } from '../crypto'
import type { ClaimData } from './claim-data'

/** How many signs of the hash stand on every page. */
export const SHORT_CODE = 10

/**
 * SHA-256 over everything the papers of a claim show, as JCS: the claim, then each class, then each person, a line each. When it was
 * derived is no part of it: the same records give the same code.
 */
export function dataHashOf({ id: _, madeAt: __, classes, people, ...claim }: Omit<ClaimData, 'dataHash'>): string {
  const hash = nodeCrypto.sha256Stream()
  const put = (line: unknown) => {
    hash.update(canonicalBytes(plain(line)))
    hash.update(NEWLINE)
  }
  put({ v: 1, ...claim })
  for (const { data, attendance, ...rest } of classes) {
    const { id: of, name, status, plan } = data.trained
    put({ ...rest, attendance: [...attendance], class: { id: of, name, status, plan } })
  }
  for (const { data, ...rest } of people) {
    const { row, idNumber, credited, days } = data
    const studied = days.map(({ day, credited: time, folded }) => ({ day, credited: time, folded }))
    put({ ...rest, number: row.number, name: row.name, idNumber, credited, days: studied })
  }
  return hex(hash.digest())
}

const NEWLINE = new TextEncoder().encode('\n')

/** Data as JCS takes them: what is absent is left out, a number that is no integer is its text. */
function plain(value: unknown): Canonical {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : String(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) throw new TypeError('no data of a paper')
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]): [string, Canonical][] =>
      member === undefined || member === null ? [] : [[key, plain(member)]],
    ),
  )
}
