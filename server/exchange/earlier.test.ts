import { expect, it, onTestFinished } from 'vitest'
import { claimDesk, handedIn } from '../claim/claims/claims.fixture'
import { decideClaim } from '../claim/claims/decide-claim'
import { decisionFile } from '../claim/claims/decision-file.fixture'
import { importClaimStatement } from '../claim/claims/import-statement'
import { isBureauKey } from '../training/plan/bureau-file'
import { takeStatement } from './take-statement'

it('what comes about an earlier version is kept without effect, said so each time, and not tried again', async () => {
  const desk = await claimDesk()
  onTestFinished(() => desk.close())
  const { deps, organisation, clock } = desk.school
  const opened = await desk.openClass(['王晓明'])
  await desk.studies(opened.id, opened.codes[0] ?? '', '90')
  await desk.rates()
  const { id } = await handedIn(desk, opened.id)
  const text = await decisionFile(deps, organisation, id, { agreed: 1900 })
  const { key } = await importClaimStatement(deps, desk.actor, text)
  clock.ms += 1000
  const byPhone = { outcome: 'returned', day: '2026-12-21', number: '', remark: '电话通知' } as const
  await decideClaim(deps, desk.actor, id, byPhone)
  await deps.store.tx((q) => isBureauKey(deps, q, desk.actor, { key, name: '人社局', confirmed: key }))
  for (let round = 0; round < 2; round++)
    expect(await takeStatement(deps, desk.actor, (one) => one === key, { kind: 'claim-decision', text })).toMatchObject(
      { state: 'kept', reason: '针对此前的版本，不改变现在的申请', claim: id },
    )
  const { status, version, events } = await desk.claim(id)
  expect({ status, version }).toEqual({ status: 'draft', version: 2 })
  expect(events.map(({ kind }) => kind)).not.toContain('agreed')
})
