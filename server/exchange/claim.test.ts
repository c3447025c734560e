import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '../access/actor'
import { propose } from '../bureau/review/propose'
import { decideReview } from '../bureau/review/decide'
import { answerReopening, askToReopen } from '../bureau/review/reopen'
import { reviewDetail } from '../bureau/review/review-detail'
import { claimDetail } from '../claim/claims/claim-detail'
import { type ClaimDesk, claimDesk } from '../claim/claims/claims.fixture'
import { type Asked, deliver, type Network } from './deliver'
import { bureauByAddress, introduced, noWaits } from './exchange.fixture'
import { fetchResults } from './fetch-results'
import { readSending, sentOf } from './state'

/** A school with a claim that is ready, and a bureau across the network. */
async function town() {
  const desk = await claimDesk()
  const { school, actor } = desk
  const { deps } = school
  const bureau = await bureauByAddress(school.clock)
  await introduced(deps, actor, bureau)
  await desk.rates()
  const { id: trained, codes } = await desk.openClass(['王晓明', '李𠮷'])
  for (const code of codes) await desk.studies(trained, code, '90')
  await deps.ledger.sequencer.sequence()
  const { id } = await desk.create(trained)
  await desk.reckon(id)
  await desk.act(id, 'ready')
  return { desk, deps, actor, bureau, id, trained }
}
