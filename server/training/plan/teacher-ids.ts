import * as v from 'valibot'
import { readIdNumber } from '../../../shared/people/id-number'
import { maskId } from '../../../shared/people/mask'
import type { PlanDetails } from '../../../shared/plan/plan'
import type { Secrets } from '../../keys'
import { Refused } from '../../ledger/accept'

export type TeacherIds = Record<string, string>
const schema = v.record(v.string(), v.string())
/** What the cipher text is bound to. */
const rowOf = (plan: string) => `teachers:${plan}`

/** ID numbers of a plan's teachers, by their row. */
export const openTeacherIds = (secrets: Secrets, plan: string, stored: string | null): TeacherIds =>
  stored === null ? {} : v.parse(schema, JSON.parse(secrets.decrypt(stored, rowOf(plan))))

export const sealTeacherIds = (secrets: Secrets, plan: string, ids: TeacherIds): string =>
  secrets.encrypt(JSON.stringify(ids), rowOf(plan))

/** Those known with those newly typed; of teachers that are gone nothing stays. Throws `bad-request` on a number that cannot be one. */
export function withTyped(details: PlanDetails, known: TeacherIds, typed: TeacherIds): TeacherIds {
  const ids: TeacherIds = {}
  for (const { id, name } of details.teachers) {
    const given = typed[id] ?? known[id] ?? ''
    if (given === '') continue
    const read = readIdNumber(given)
    if ('problem' in read) throw new Refused('bad-request', `教师${name}的${read.message}`)
    ids[id] = read.id
  }
  return ids
}

/** Screens show the mask that the server knows, whatever came in. */
export const masked = (details: PlanDetails, ids: TeacherIds): PlanDetails => ({
  ...details,
  teachers: details.teachers.map((teacher) => ({ ...teacher, idMasked: maskId(ids[teacher.id] ?? '') })),
})
