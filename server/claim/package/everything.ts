import { createReadStream, createWriteStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { and, asc, eq, exists, ne, notInArray } from 'drizzle-orm'
import yazl from 'yazl'
import { dayOf } from '../../../shared/calendar/beijing'
import { BOM, csvLine } from '../../../shared/csv'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import type { Deps } from '../../deps'
import type { MadeFile, Say } from '../../jobs'
import { sha256Of } from '../../keep/manifest'
import { Refused } from '../../ledger/accept'
import { filerKind } from '../../training/plan/filed'
import { filingZip } from '../../training/plan/filing-files'
import { buildClaimPackage, buildVideoPackage } from './claim-package'
import { buildPackage } from './class-package'

/** One thing that is handed over, and how it is made. */
interface Item {
  folder: string
  what: string
  make: (say: Say) => Promise<MadeFile>
}

/** What waits for a day: it holds everybody's ID numbers. */
const WAITS = 86_400_000
const HEADS = ['文件', '是什么', '字节', 'SHA-256', '没有移交的原因']

/**
 * Begins to make everything that a 单位 that closes hands over to its bureau, in one ZIP: each filing, the package of each class that somebody joined, and the package and
 * videos of each claim that was handed in, with 移交清单.csv. What cannot be made stands in the list with its reason. Of who asked alone, for a
 * day. Throws `not-allowed`. Audited.
 */
export async function startEverything(deps: Deps, actor: Actor): Promise<string> {
  requireRole(actor, 'manager')
  filerKind(actor)
  const { store, clock, jobs } = deps
  const items = await itemsOf(deps, actor)
  if (items.length === 0) throw new Refused('conflict', '还没有备案、培训班和已提交的申请，没有可移交的')
  await store.tx((q) =>
    recordAudit(q, store, clock, actor, 'hand-over.everything', actor.organisation, { count: items.length }),
  )
  return jobs.start(actor, '准备', (say) => packed(deps, items, say), { only: actor.member, kept: WAITS })
}

async function itemsOf(deps: Deps, actor: Actor): Promise<Item[]> {
  const { t, read } = deps.store
  const { organisation } = actor
  const filed = await read
    .select({ id: t.plan.id, title: t.plan.title })
    .from(t.planFiling)
    .innerJoin(t.plan, eq(t.plan.id, t.planFiling.plan))
    .where(eq(t.plan.organisation, organisation))
    .orderBy(asc(t.planFiling.at))
  const classes = await read
    .select({ id: t.class.id, name: t.class.name })
    .from(t.class)
    .where(
      and(
        eq(t.class.organisation, organisation),
        // Of a class that nobody joined there is nothing but its filing.
        exists(read.select({ id: t.claim.claim }).from(t.claim).where(eq(t.claim.class, t.class.id))),
      ),
    )
    .orderBy(asc(t.class.createdAt))
  const claims = await read
    .select({ id: t.subsidyClaim.id, number: t.subsidyClaim.number })
    .from(t.subsidyClaim)
    .where(and(eq(t.subsidyClaim.organisation, organisation), notInArray(t.subsidyClaim.status, ['draft', 'ready'])))
    .orderBy(asc(t.subsidyClaim.number))
  const withVideos = new Set(
    (
      await read
        .selectDistinct({ claim: t.claimPackage.claim })
        .from(t.claimPackage)
        .where(ne(t.claimPackage.kind, 'claim'))
    ).map(({ claim }) => claim),
  )
  return [
    ...filed.map(({ id, title }) => ({
      ...{ folder: '备案', what: `备案或开班申请 ${title}` },
      make: async () => ({ ...(await filingZip(deps, actor, id)), type: 'application/zip' }),
    })),
    ...classes.map(({ id, name }) => ({
      ...{ folder: '培训班', what: `培训班 ${name}`, make: (say: Say) => buildPackage(deps, actor, id, say) },
    })),
    ...claims.flatMap(({ id, number }) => [
      {
        ...{ folder: '补贴申请', what: `补贴申请 ${number}` },
        make: (say: Say) => buildClaimPackage(deps, actor, id, say),
      },
      ...(withVideos.has(id)
        ? [
            {
              ...{ folder: '授课视频', what: `补贴申请 ${number} 的授课视频` },
              make: (say: Say) => buildVideoPackage(deps, actor, id, say),
            },
          ]
        : []),
    ]),
  ]
}

/** Each is made, put in and let go before the next begins: nothing lies on the disk twice for long. */
async function packed(
  { work, clock }: Pick<Deps, 'work' | 'clock'>,
  items: readonly Item[],
  say: Say,
): Promise<MadeFile> {
  const path = work.next()
  const folder = `移交资料-${dayOf(clock.now())}`
  const zip = new yazl.ZipFile()
  const stop = new AbortController()
  const written = pipeline(zip.outputStream, createWriteStream(path, { mode: 0o600 }), { signal: stop.signal })
  const list: (string | number)[][] = []
  try {
    for (const [i, { folder: kind, what, make }] of items.entries()) {
      const made = await make((step) => say(`${what}：${step}`, i, items.length)).catch(refusalOf)
      if (made instanceof Refused) {
        list.push(['', what, '', '', made.message])
        continue
      }
      const from = 'path' in made ? made.path : await fileOf(work, made.file)
      try {
        const name = `${kind}/${String(i + 1).padStart(3, '0')}-${made.name}`
        const { size } = await stat(from)
        list.push([name, what, size, await sha256Of(from), ''])
        await Promise.race([putIn(zip, from, `${folder}/${name}`, size), written])
      } finally {
        await work.remove(from)
      }
    }
    const text = BOM + [HEADS, ...list].map((line) => csvLine(line)).join('')
    zip.addBuffer(Buffer.from(text), `${folder}/移交清单.csv`)
    zip.end()
    await written
    return { path, bytes: (await stat(path)).size, name: `${folder}.zip`, type: 'application/zip' }
  } catch (error) {
    stop.abort()
    await written.catch(() => undefined)
    await work.remove(path)
    throw error
  }
}

/** Packed already, so nothing is gained by deflating it again; resolves once it was read. */
const putIn = (zip: yazl.ZipFile, from: string, name: string, size: number): Promise<void> =>
  new Promise((resolve, reject) => {
    zip.addReadStreamLazy(name, { compress: false, size }, (start) => {
      const content = createReadStream(from)
      content.once('close', resolve)
      content.once('error', reject)
      start(null, content)
    })
  })

async function fileOf(work: Deps['work'], bytes: Uint8Array): Promise<string> {
  const path = work.next()
  await writeFile(path, bytes, { mode: 0o600 })
  return path
}

/** What the 单位 itself left undone keeps nothing else from being handed over. */
function refusalOf(error: unknown): Refused {
  if (error instanceof Refused) return error
  throw error
}
