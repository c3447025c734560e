import { createReadStream, statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findingsOfClaim } from '../../server/bureau/across/bureau-findings'
import { checkClaim } from '../../server/bureau/across/check-claim'
import { indexPackage } from '../../server/bureau/across/index-package'
import { tracesOf } from '../../server/bureau/across/read-package'
import type { OpenedZip } from '../../server/claim/open-zip'
import { DATABASE_FILE } from '../../server/db/sqlite'
import { openDeps } from '../../server/deps'
import { ENTRIES, PEOPLE, seedHeld, seedNew } from './across-seed'
import type { Limited } from './limits'

const ORIGIN = 'http://127.0.0.1:8787'
const ORGANISATION = 'bureau'
const HOURS = 60

/** Packages of `trainees` × 60 hours that come in where 5,000,000 entries of 100,000 people are held: what each takes. */
export async function benchAcross(dir: string, sizes: readonly number[] = [50, 200, 1000]) {
  const dataDir = `${dir}/across`
  await (await openDeps({ dataDir, publicUrl: ORIGIN })).close()
  const began = performance.now()
  await withOrganisation(dataDir)
  seedHeld(dataDir, ORGANISATION)
  const seedSeconds = seconds(began)
  const megabytes = Math.round(statSync(join(dataDir, DATABASE_FILE)).size / 2 ** 20)
  const news = sizes.map((trainees) => {
    const claim = `new-${trainees}`
    return { claim, trainees, entries: seedNew(dataDir, ORGANISATION, claim, trainees, HOURS) }
  })
  const deps = await openDeps({ dataDir, publicUrl: ORIGIN })
  try {
    const packages = []
    for (const { claim, trainees, entries } of news) {
      const zip = await onDisk(join(dataDir, claim))
      let at = performance.now()
      for await (const _ of tracesOf(zip));
      const readSeconds = seconds(at)
      at = performance.now()
      await indexPackage(
        deps,
        { organisation: ORGANISATION },
        { package: `package-of-${claim}`, claim, version: 1, traces: tracesOf(zip) },
      )
      const wholeSeconds = seconds(at)
      at = performance.now()
      await checkClaim(deps, claim, '')
      const checkSeconds = seconds(at)
      const found = await findingsOfClaim(deps.store.read, deps.store, { id: claim, version: 1 })
      const findings: Record<string, number> = {}
      for (const { code } of found) findings[code] = (findings[code] ?? 0) + 1
      packages.push({ trainees, hours: HOURS, entries, readSeconds, wholeSeconds, checkSeconds, findings })
    }
    return { held: { entries: ENTRIES, people: PEOPLE, seedSeconds, megabytes }, packages }
  } finally {
    await deps.close()
  }
}

async function withOrganisation(dataDir: string): Promise<void> {
  const deps = await openDeps({ dataDir, publicUrl: ORIGIN })
  const { t } = deps.store
  await deps.store.tx((q) =>
    q.insert(t.organisation).values({ id: ORGANISATION, kind: 'bureau', name: '人社局', createdAt: 0 }),
  )
  await deps.close()
}

/** A package's files as they lie unpacked; inflating them is the verifier's figure. */
async function onDisk(folder: string): Promise<OpenedZip> {
  const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(folder.length + 1))
  return {
    bag: 'bag',
    keys: () => paths.values(),
    size: (path) => (paths.includes(path) ? statSync(join(folder, path)).size : undefined),
    get: async (path) => (paths.includes(path) ? readFile(join(folder, path)) : undefined),
    stream: async (path) => createReadStream(join(folder, path)),
    close: () => undefined,
  }
}

const seconds = (since: number): number => Number(((performance.now() - since) / 1000).toFixed(2))

/** Beside its verification nobody waits for a class; a thousand people take as long as fetching a cup of tea. */
export const acrossLimits = ({ packages }: Awaited<ReturnType<typeof benchAcross>>): Limited[] =>
  packages.map(({ trainees, wholeSeconds }) => ({
    ...{ name: `package of ${trainees} against ${ENTRIES} entries`, unit: 's' },
    ...{ value: wholeSeconds, limit: trainees <= 50 ? 5 : trainees <= 200 ? 10 : 45 },
  }))
