import { spawnSync } from 'node:child_process'
import { openDeps } from '../../server/deps'
import { maskId } from '../../shared/people/mask'
import { numberOf } from './invented'
import type { Limited } from './limits'
import { openTerm, TERM, Term } from './term'

const DAYS = 30

/** What building one claim took, in a process of its own. */
export interface Packed {
  entries: number
  files: number
  /** Of all files before they are packed, and of the package. */
  bytes: number
  packedBytes: number
  buildSeconds: number
  /** SHA-256 and deflate of the same bytes, nothing else. */
  plainSeconds: number
  /** Before the build, and at its height. */
  startMegabytes: number
  peakMegabytes: number
  /** Times that progress was said. */
  said: number
}

/** A claim of `trainees` × 60 hours, and of a fifth of them: what it takes against hashing and packing the same bytes, and whether memory grows with it. */
export async function benchPackage(dir: string, trainees = 1000) {
  const all: Awaited<ReturnType<typeof packed>>[] = []
  for (const count of [Math.round(trainees / 5), trainees]) all.push(await packed(`${dir}/package-${count}`, count))
  return all
}

async function packed(dataDir: string, trainees: number) {
  await seedClaim(dataDir, trainees)
  run(['derive', dataDir])
  const result: Packed = JSON.parse(run(['build', dataDir]))
  return {
    trainees,
    hours: trainees * DAYS * 2,
    ...result,
    timesPlain: Number((result.buildSeconds / result.plainSeconds).toFixed(1)),
  }
}

function run([mode = '', dataDir = '']: string[]): string {
  const child = new URL('package-child.ts', import.meta.url).pathname
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', child, mode, dataDir], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

export const packageLimits = (all: readonly Awaited<ReturnType<typeof packed>>[]): Limited[] => {
  const [few, many] = all
  if (!few || !many) return []
  return [
    {
      ...{ name: `package of ${many.trainees}, peak memory against that of ${few.trainees}`, unit: 'MB' },
      ...{ value: many.peakMegabytes, limit: few.peakMegabytes + 200 },
    },
  ]
}

/** A class, its term as accepted, and a claim for everybody in it. */
export async function seedClaim(dataDir: string, trainees: number): Promise<void> {
  // The keys are there before anybody studies.
  let now = TERM - 86_400_000
  const clock = { now: () => now }
  const deps = await openDeps({ dataDir, publicUrl: 'http://127.0.0.1:8787', clock })
  const { store, secrets } = deps
  const { t } = store
  await openTerm(store, trainees, (n, id) => ({
    ...{ idCipher: secrets.encrypt(numberOf(n), id), idMasked: maskId(numberOf(n)) },
    idIndex: secrets.index('id', numberOf(n)),
  }))
  const service = await deps.keys.service('o')
  for (let n = 0; n < trainees; n++) {
    const term = new Term(n)
    for (let day = 0; day < DAYS; day++) term.day(day)
    const signed = await term.signed(service, n + 1)
    await store.tx(async (_, rows) => term.store(rows, n + 1, undefined, signed))
  }
  now = TERM + 40 * 86_400_000
  const at = clock.now()
  await store.tx(async (q) => {
    await q.insert(t.member).values({
      ...{ id: 'm', organisation: 'o', login: 'm', name: '王老师', role: 'hr', password: 'x', createdAt: 1 },
    })
    await q.insert(t.subsidyClaim).values({
      ...{ id: 'claim', organisation: 'o', number: '2026-001', title: '第一批补贴', version: 1, status: 'draft' },
      ...{ onBehalf: 0, rateTable: 'guangdong-2020', day: '2026-12-10', savedAt: at, createdAt: at, by: 'm' },
    })
    await q.insert(t.claimClass).values({ claim: 'claim', class: 'k', position: 0, trade: '' })
    for (let n = 0; n < trainees; n++) await q.insert(t.claimSeat).values({ claim: 'claim', seat: `s${n}` })
  })
  await deps.close()
}
