import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { CreatePayment } from '../../../shared/api/bureau-payments'
import { accountFindings } from '../../../shared/api/bureau-payments'
import { dayOf } from '../../../shared/calendar/beijing'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { accountNumberIndex } from '../account'
import { requireBureau } from '../bureau'
import { moveClaim } from '../claim-state'
import { addEvent } from '../events'
import { holdDesk } from '../hold-desk'
import { nextOf } from '../numbers'
import { type CheckedClaim, checkedClaims } from './check-account'

/**
 * Makes a 资金拨付表 of cleared claims with the accounts as they are now; 财政 reads it next. Returns its id. Throws `conflict` where a claim
 * is not cleared or has no account, `bad-request` where the account check asks something and nothing was noted. Audited.
 */
export async function createPayment(deps: Deps, actor: Actor, input: CreatePayment): Promise<string> {
  requireBureau(actor, 'hr')
  const { store, secrets, clock } = deps
  const { t } = store
  const id = randomUUID()
  await store.tx(async (q) => {
    await holdDesk(q, store, actor)
    const notes = new Map(input.claims.map(({ claim, note }) => [claim, note]))
    const checked: (CheckedClaim & { note: string })[] = []
    for (const one of await checkedClaims(deps, q, actor, notes.keys())) {
      const note = notes.get(one.claim.id) ?? ''
      demandNote(one, note)
      checked.push({ ...one, note })
    }
    const now = clock.now()
    const given = await q
      .select({ number: t.bureauPayment.number })
      .from(t.bureauPayment)
      .where(eq(t.bureauPayment.organisation, actor.organisation))
    const number = nextOf(
      '拨付',
      dayOf(now).slice(0, 4),
      given.map((row) => row.number),
    )
    const people = checked.reduce((sum, one) => sum + one.people, 0)
    const amount = checked.reduce((sum, one) => sum + one.amount, 0)
    await q.insert(t.bureauPayment).values({
      ...{ id, organisation: actor.organisation, number, title: input.title, fund: input.fund, status: 'waiting' },
      ...{ people, amount, remark: input.remark, by: actor.member, at: now },
    })
    const lines = checked.map((one, i) => {
      const line = randomUUID()
      return {
        ...{ id: line, payment: id, position: i + 1, claim: one.claim.id, version: one.claim.version },
        ...{ publicity: one.publicity.id, people: one.people, amount: one.amount, account: one.index },
        accountNumber: accountNumberIndex(secrets, one.account),
        accountCipher: secrets.encrypt(JSON.stringify(one.account), line),
        ...{ findings: JSON.stringify(one.findings), note: one.note },
      }
    })
    await q.insert(t.bureauPaymentLine).values(lines)
    for (const one of checked) {
      await moveClaim(q, store, clock, one.claim, 'cleared', 'batched')
      await addEvent(q, store, clock, actor, one.claim, 'batched', {
        ...{ payment: id, number, fund: input.fund, amount: one.amount, findings: one.findings, note: one.note },
      })
    }
    await recordAudit(q, store, clock, actor, 'payment.create', id, { number, claims: checked.length, total: amount })
  })
  return id
}

function demandNote({ claim, findings }: CheckedClaim, note: string): void {
  if (findings.includes('account-missing')) throw new Refused('conflict', `${claim.number} 没有收款账户，请先更正账户`)
  const [first] = findings
  if (first !== undefined && note === '')
    throw new Refused('bad-request', `${claim.number}：${accountFindings[first]}，请核实并写明情况`)
}
