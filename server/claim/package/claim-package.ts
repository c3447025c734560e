import { asc, eq } from 'drizzle-orm'
import { dayOf } from '../../../shared/calendar/beijing'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import type { MadeFile, Say } from '../../jobs'
import type { SealedLog } from '../../ledger/ledger'
import { chainsOfClass } from '../../study/load'
import type { ClaimData } from '../claim-data'
import { claimOf, classesOfClaim } from '../claims/claim-row'
import { claimData } from '../claims/data'
import { throughSealed } from './class-package'
import { recipientOf } from './delivery'
import { type PackedClaim, packClaim } from './pack-claim'
import type { Scan } from './put-claim'
import { recordClaimBuild } from './records'
import { packVideos } from './video-package'

/**
 * The package of a claim (version 2), signed, encrypted to the bureau where its recipient is known. Records and papers are of one moment: up
 * to the same sealed receipts. Throws `not-found`. Audited: its forms hold ID numbers.
 */
export async function buildClaimPackage(
  deps: Deps,
  actor: Actor,
  claimId: string,
  say: Say = () => undefined,
): Promise<MadeFile> {
  requireRole(actor, 'hr')
  // Made at its first use, and older than anything it signs.
  await deps.keys.package(actor.organisation)
  const { sealed, data } = await snapshot(deps, actor, claimId, say)
  const recipient = await recipientOf(deps, actor.organisation)
  const scans = await scansOf(deps, claimId)
  const packed = await packClaim(deps, { data, sealed, scans, recipient }, say)
  return made(deps, actor, data, { kind: 'claim', recipient, packed })
}

/** The lecture videos of a claim, by hash, in a package of their own beside it. Throws `not-found` where there are none. Audited. */
export async function buildVideoPackage(
  deps: Deps,
  actor: Actor,
  claimId: string,
  say: Say = () => undefined,
): Promise<MadeFile> {
  requireRole(actor, 'hr')
  const { data } = await snapshot(deps, actor, claimId, say)
  const recipient = await recipientOf(deps, actor.organisation)
  const packed = await packVideos(deps, data, recipient, say)
  return made(deps, actor, data, { kind: 'videos', recipient, packed })
}

async function snapshot(
  deps: Deps,
  actor: Actor,
  claimId: string,
  say: Say,
): Promise<{ sealed: SealedLog; data: ClaimData }> {
  const { store } = deps
  say('读取封存证明', 0, 0)
  await claimOf(store.read, store, claimId, actor.organisation)
  const classes = (await classesOfClaim(store.read, store, claimId)).map((one) => one.class)
  const chains: number[] = []
  for (const id of classes) chains.push(...(await chainsOfClass(store.read, store.t, id)).map((chain) => chain.id))
  const sealed = await deps.ledger.sealedFor(chains)
  const data = await claimData(deps, actor, claimId, {
    through: throughSealed(sealed, classes),
    onPerson: (done, all) => say('核算学时（人）', done, all),
  })
  return { sealed, data }
}

/** Stamped scans of the claim, of each form and person the newest. */
async function scansOf({ store: { t, read } }: Pick<Deps, 'store'>, claim: string): Promise<Scan[]> {
  const rows = await read.select().from(t.claimScan).where(eq(t.claimScan.claim, claim)).orderBy(asc(t.claimScan.at))
  const newest = new Map(rows.map((row) => [`${row.form}/${row.seat ?? ''}`, row]))
  return [...newest.values()].map(({ form, seat, dataHash, file, at }) => ({
    ...{ form, dataHash, file, at },
    ...(seat !== null && { seat }),
  }))
}

const kinds = { claim: { title: '申报资料包', suffix: '' }, videos: { title: '申报资料包', suffix: '-视频' } } as const

async function made(
  { store, clock }: Deps,
  actor: Actor,
  data: ClaimData,
  { kind, recipient, packed }: { kind: keyof typeof kinds; recipient: string | undefined; packed: PackedClaim },
): Promise<MadeFile> {
  const { title, suffix } = kinds[kind]
  const extension = recipient === undefined ? 'zip' : 'zip.age'
  const name = `${title}-${plainName(data.title)}-${dayOf(data.madeAt)}${suffix}.${extension}`
  const { bytes, sha256, content, fingerprint, path } = packed
  await store.tx(async (q) => {
    const people = data.people.length
    await recordClaimBuild(q, store, {
      ...{ organisation: actor.organisation, claim: data.id, kind, name, bytes, sha256, content, fingerprint },
      ...{
        version: data.version,
        people,
        dataHash: data.dataHash,
        recipient: recipient ?? null,
        by: actor.member,
        at: data.madeAt,
      },
    })
    const detail = { content, people, number: data.number }
    await recordAudit(q, store, clock, actor, kind === 'claim' ? 'claim.package' : 'claim.videos', data.id, detail)
  })
  return { path, bytes, name, type: recipient === undefined ? 'application/zip' : 'application/octet-stream' }
}

/** What no file system takes is left out. */
const plainName = (title: string) => title.replace(/[\p{Cc}<>:"/|?*\\]/gu, '').slice(0, 60)
