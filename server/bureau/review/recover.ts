import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { RecoveryRequest } from '../../../shared/api/bureau-review'
import { dayOf } from '../../../shared/calendar/beijing'
import { showYuan } from '../../../shared/claim/money'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { demandEvidence } from '../../training/evidence'
import { deciding } from '../acts/act'
import { type ReceivedPerson, requireBureau } from '../bureau'
import { holdDesk } from '../hold-desk'
import { paidOn } from '../payment/paid-on'
import { agreedPeople } from './agreed'
import { holdClaim } from './open'
import { recoverable } from './recoverable'

/**
 * Records 追回: that money was demanded back, or came back, of somebody or of the claim as a whole, after it was paid: `recoverable` says how
 * much at most. Demanded on or after the day of payment, back on or after the first demand, and neither in the future. Throws `not-allowed`, `not-found`, `conflict`, `bad-request`. Audited.
 */
export async function recordRecovery(deps: Deps, actor: Actor, id: string, request: RecoveryRequest): Promise<void> {
  requireBureau(actor, 'hr')
  const { store, clock } = deps
  const { t } = store
  const { person, kind, amount, day, document } = request
  const [number, reason] = [request.number.trim(), request.reason.trim()]
  await deciding(deps, actor, async (q, acts) => {
    await holdDesk(q, store, actor)
    const claim = await holdClaim(q, store, actor, id, clock.now())
    if (claim.status !== 'paid') throw new Refused('conflict', '只有已经拨付的申请可以登记追回')
    const people = await agreedPeople(q, store, claim)
    const one = people.find((agreed) => agreed.person.id === person)
    if (person !== '' && !one) throw new Refused('not-found', '申请里没有这个人，请重新选择')
    const rows = await q.select().from(t.bureauRecovery).where(eq(t.bureauRecovery.claim, id))
    const paid = { person: one?.amount ?? 0, claim: people.reduce((sum, agreed) => sum + agreed.amount, 0) }
    const most = recoverable(request, paid, rows)
    if (amount > most)
      throw new Refused(
        'bad-request',
        kind === 'demanded'
          ? `还可以追回的最多是 ${showYuan(most)}，请核对`
          : `已责令退回、还没有收到的是 ${showYuan(most)}，请核对`,
      )
    demandDay(request, rows, await paidOn(q, store, claim), dayOf(clock.now()))
    await demandEvidence(q, store, actor.organisation, document)
    await q.insert(t.bureauRecovery).values({
      ...{ id: randomUUID(), organisation: actor.organisation, claim: id, person, kind, amount, day },
      ...{ number, reason, document: document ?? null, by: actor.member, at: clock.now() },
    })
    const who = one ? `${one.person.className} ${one.person.number}` : ''
    await acts.onClaim('recovered', claim, {
      decided: { outcome: kind, amount, day, number, reason, ...(one && { person: numbered(one.person) }) },
      detail: { kind, amount, who, day, number, reason },
    })
    await recordAudit(q, store, clock, actor, 'review.recover', id, {
      ...{ number: claim.number, kind, total: amount, date: day },
    })
  })
}

const numbered = ({ class: of, seat, number }: ReceivedPerson) => ({ class: of, seat, number })

function demandDay(
  { kind, day }: Pick<RecoveryRequest, 'kind' | 'day'>,
  rows: readonly { kind: string; day: string }[],
  paid: string | undefined,
  today: string,
): void {
  const demands = rows.filter((row) => row.kind === 'demanded').map((row) => row.day)
  const from = kind === 'received' ? demands.sort()[0] : paid
  if (from !== undefined && day >= from && day <= today) return
  const since = kind === 'received' ? '责令退回的日期' : '拨付日期'
  throw new Refused(
    'bad-request',
    `日期 ${day} 应在${since}${from === undefined ? '' : `（${from}）`}到今天之间，请核对`,
  )
}
