import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import { type ActDecided, type ActKind, bureauActText, signBureauAct } from '../../../shared/claim/bureau-act'
import {
  type ClaimOutcome,
  claimDecisionText,
  readClaimDecision,
  signClaimDecision,
} from '../../../shared/claim/claim-decision'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'

/** A bureau's key, the same each time. */
const BUREAU = 'bureau-1'

interface Change {
  outcome?: ClaimOutcome
  agreed?: number
  claim?: string
  /** By how many milliseconds it is signed after now. */
  later?: number
  /** Whether the version of the package stands with it, as it does since that is kept. */
  known?: boolean
}

let made = 1

/** What a bureau signs about a package of this claim, which is written down as built; `change` makes it of something else. */
export async function decisionFile(
  { store, keys, clock }: Deps,
  organisation: string,
  claim: string,
  { outcome = 'agreed', agreed = 1500, ...change }: Change = {},
): Promise<string> {
  const content = randomUUID().replaceAll('-', '').repeat(2)
  const now = clock.now()
  const at = now + (change.later ?? 0)
  const [own] = await store.read
    .select({ version: store.t.subsidyClaim.version })
    .from(store.t.subsidyClaim)
    .where(eq(store.t.subsidyClaim.id, claim))
  const [member] = await store.read.select({ id: store.t.member.id }).from(store.t.member).limit(1)
  const bureau = { id: BUREAU, kind: 'bureau', name: '绥化市人力资源和社会保障局', createdAt: now }
  await store.tx(async (q) => {
    await q.insert(store.t.organisation).values(bureau).onConflictDoNothing()
    await q.insert(store.t.claimPackage).values({
      ...{ id: randomUUID(), organisation, claim, number: made++, kind: 'claim', name: '资料包.zip', bytes: 1 },
      by: member?.id ?? '',
      ...{ sha256: content, content, fingerprint: content, people: 1, dataHash: content, recipient: null, at },
      version: change.known === false ? null : own?.version,
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

/** What the bureau says of the claim that it decided on in that file. */
export async function actFile(
  { keys }: Pick<Deps, 'keys'>,
  decision: string,
  kind: ActKind,
  { later = 1, ...decided }: ActDecided & { later?: number } = {},
): Promise<string> {
  const { body } = await readClaimDecision(nodeCrypto, decision)
  const { claim, organisation, received, bureau, at } = body
  const statement = await signBureauAct(nodeCrypto, await keys.package(BUREAU), {
    ...{ kind, subject: { type: 'claim', ...claim, received }, organisation, decided, bureau },
    ...{ by: { member: 'member-1', role: 'manager' }, at: at + later },
  })
  return bureauActText(statement)
}
