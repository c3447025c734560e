import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { ManualRequest } from '../../../../shared/api/bureau-interview'
import { readCreditCode } from '../../../../shared/people/credit-code'
import { plain } from '../../../../shared/people/text'
import type { Actor } from '../../../access/actor'
import type { Queries } from '../../../db/store'
import type { Deps } from '../../../deps'
import { Refused } from '../../../ledger/accept'
import { type Firm, firmsOfCode } from '../../register/same-firm'

/**
 * The 单位 of a claim by hand: the one that was chosen; else by its credit code, then by its name where no two codes speak against it, else a new
 * one. A code that was typed is never dropped but beside a 单位 that was chosen, which has its own. Throws `not-found`, `bad-request`, `conflict` where name and code say different 单位.
 */
export async function firmOfManual(
  { store, clock }: Deps,
  q: Queries,
  { organisation, member }: Actor,
  { firm, firmName, firmKind, creditCode }: ManualRequest,
): Promise<string> {
  const { bureauFirm: of } = store.t
  const mine = eq(of.organisation, organisation)
  if (firm !== '') {
    const [row] = await q
      .select({ id: of.id })
      .from(of)
      .where(and(mine, eq(of.id, firm)))
    if (!row) throw new Refused('not-found', '没有这个单位，请重新选择')
    return row.id
  }
  const name = firmName.trim()
  if (name === '') throw new Refused('bad-request', '请选择单位，或者填写新单位的名称')
  const code = readCreditCode(creditCode).code
  const same = (one: Firm) => plain(one.name) === plain(name)
  const coded = code === '' ? [] : await firmsOfCode(q, store, organisation, code)
  const known = coded.find(same)
  if (known) return known.id
  if (coded[0])
    throw new Refused(
      'conflict',
      `统一社会信用代码 ${code} 在单位名录里是“${coded[0].name}”，这里填的是“${name}”。是同一单位的，请在上面选它；不是的，请对照营业执照核对代码`,
    )
  const named = (await q.select().from(of).where(mine)).filter(same)
  // Of two with one name and no code typed, nobody can say which.
  const fits = named.filter((one) => code === '' || one.creditCode.trim() === '')
  if (fits.length > 1)
    throw new Refused(
      'conflict',
      `单位名录里有 ${fits.length} 个“${name}”，请在上面选是哪一个，或者填写统一社会信用代码`,
    )
  const [one] = fits
  if (one) {
    // What a 单位 with a key says of itself, nobody types over.
    if (code !== '' && one.their === '') await q.update(of).set({ creditCode: code }).where(eq(of.id, one.id))
    return one.id
  }
  const [other] = named
  if (other)
    throw new Refused(
      'conflict',
      `单位名录里的“${name}”统一社会信用代码是 ${other.creditCode}，这里填的是 ${code}。是同一单位的，请在上面选它；确是另一家单位的，请在名称后注明以便区分（如加上县、区），并对照营业执照核对代码`,
    )
  const id = randomUUID()
  await q.insert(of).values({
    ...{ id, organisation, kind: firmKind, name, creditCode: code, their: '', by: member },
    createdAt: clock.now(),
  })
  return id
}
