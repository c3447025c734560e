import { randomUUID } from 'node:crypto'
import { dayOf } from '../../../shared/calendar/beijing'
import { type ClaimOutcome, claimDecisionText, signClaimDecision } from '../../../shared/claim/claim-decision'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'

/** A bureau's key, the same each time. */
const BUREAU = 'bureau-1'

/** What a bureau signs about a package of this claim, which is written down as built; `change` makes it of something else. */
export async function decisionFile(
  { store, keys, clock }: Deps,
  organisation: string,
  claim: string,
  { outcome = 'agreed', agreed = 1500, ...change }: { outcome?: ClaimOutcome; agreed?: number; claim?: string } = {},
): Promise<string> {
  const content = randomUUID().replaceAll('-', '').repeat(2)
  const at = clock.now()
  const [member] = await store.read.select({ id: store.t.member.id }).from(store.t.member).limit(1)
  const bureau = { id: BUREAU, kind: 'bureau', name: '绥化市人力资源和社会保障局', createdAt: at }
  await store.tx(async (q) => {
    await q.insert(store.t.organisation).values(bureau).onConflictDoNothing()
    await q.insert(store.t.claimPackage).values({
      ...{ id: randomUUID(), organisation, claim, number: at, kind: 'claim', name: '资料包.zip', bytes: 1 },
      by: member?.id ?? '',
      ...{ sha256: content, content, fingerprint: content, people: 1, dataHash: content, recipient: null, at },
    })
  })
  const statement = await signClaimDecision(nodeCrypto, await keys.package(BUREAU), {
    claim: { id: change.claim ?? claim, number: '2026-001', version: 1, content, source: 'package' },
    ...{ organisation, outcome, received: '受理〔2026〕1号', number: '', date: dayOf(at), remarks: '' },
    items: outcome === 'returned' ? ['成绩表与记录不符', '缺少授课记录'] : [],
    ...{ asked: 2000, agreed: outcome === 'agreed' ? agreed : 0, people: [], at },
    bureau: { id: bureau.id, name: bureau.name },
  })
  return claimDecisionText(statement)
}
