import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { count, getTableName, is, Table } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { IntakeOutcome } from '../../../shared/api/bureau-intake'
import { base64url } from '../../../shared/crypto'
import { bagTricks } from '../../claim/hostile/bag-tricks.fixture'
import { everywhere, jsonTricks } from '../../claim/hostile/json-tricks.fixture'
import { keyTricks } from '../../claim/hostile/key-tricks.fixture'
import { mutationsOf } from '../../claim/hostile/mutations.fixture'
import { recordTricks } from '../../claim/hostile/record-tricks.fixture'
import { seenTricks } from '../../claim/hostile/seen-tricks.fixture'
import { treeOf } from '../../claim/hostile/tree.fixture'
import { archived, type Case, World } from '../../claim/hostile/world.fixture'
import { zipTricks } from '../../claim/hostile/zip-tricks.fixture'
import { openIntake } from './intake.fixture'

/** MB that taking one package in may add to the height of the server's own process; verifying is done beside it. */
const SERVER_MEGABYTES = 150

let world: World
let at: Awaited<ReturnType<typeof openIntake>>
const cwd = process.cwd()

beforeAll(async () => {
  world = await World.open()
  at = await openIntake()
  // The register knows who signs the corpus, so that each trick comes as far as it can.
  at.register.set(world.trusted.fingerprint, {
    ...{ firm: at.firm, name: '示范学校', their: world.school.organisation, from: 0 },
    publicKey: base64url(world.keys.package.publicKey),
  })
  await at.take(await at.stage())
  // Whoever verifies beside the server begins where the server stands.
  process.chdir(at.folder)
})
afterAll(async () => {
  process.chdir(cwd)
  await at.close()
  await world.close()
})

/** Everything of the server and of the folder it stands in, but for the database: its rows are looked at as rows. */
const disk = () =>
  new Map(
    [at.school.folder, at.folder].flatMap((folder) =>
      [...treeOf(folder)].filter(([path]) => !path.startsWith('data/xueji.sqlite')),
    ),
  )

/** How many rows each table of the bureau and the audit log have. */
async function rows(): Promise<Map<string, number>> {
  const { t, read } = at.school.deps.store
  const counts = new Map<string, number>()
  for (const table of Object.values(t)) {
    const name = is(table, Table) ? getTableName(table) : ''
    if (!is(table, Table) || !/^(bureau_|audit$)/.test(name)) continue
    const [row] = await read.select({ n: count() }).from(table)
    counts.set(name, row?.n ?? 0)
  }
  return counts
}

/** What differs between two looks. */
const changed = <T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>) =>
  Object.fromEntries(
    [...new Set([...before.keys(), ...after.keys()])]
      .filter((one) => before.get(one) !== after.get(one))
      .map((one) => [one, [before.get(one), after.get(one)]]),
  )

/** Height of the server's own process, MB. */
const height = () => process.resourceUsage().maxRSS / 1024

type Cases = readonly Case[] | ((world: World) => readonly Case[])
const made = async (cases: Cases, what: string): Promise<Uint8Array> => {
  const [, make] =
    (typeof cases === 'function' ? cases(world) : cases).find(([name]) => name === what) ?? expect.fail(what)
  const handed = await make(world)
  return handed instanceof Uint8Array ? handed : archived(handed)
}

/** A trick of each kind: what becomes of it at the desk, and the reason. */
const tricks: readonly (readonly [what: string, cases: Cases, outcome: IntakeOutcome, why: RegExp])[] = [
  ['a path that leads out', zipTricks, 'refused', /passwd"：文件名不合规定/],
  ['a payload file in no manifest', bagTricks, 'stage', /data\/extra\.txt 不在 manifest/],
  ['one byte of data/class.json, version 1', mutationsOf, 'refused', /class\.json 被改动过/],
  ['an entry replayed', recordTricks, 'stage', /不相连/],
  ['a signature by a stranger', keyTricks, 'refused', /签名与内容不符/],
  ['a stranger’s key in the place of the institution’s', keyTricks, 'unknown', /不在单位名录里/],
  ['a member twice', jsonTricks, 'refused', /class\.json 不是规范的 JSON/],
]

/** Of all the others every twentieth, and those that fill memory. */
const all = [zipTricks, bagTricks, recordTricks, keyTricks, jsonTricks, everywhere, seenTricks].flat()
const sample = all.filter(
  ([what], i) =>
    i % 20 === 7 || /millions of empty objects in (claim|facts)|huge line|hundred thousand deep|bomb$/.test(what),
)

/** Takes a file in, and what of the disk and the tables is other than before. */
async function taken(zip: Uint8Array) {
  const path = join(at.folder, '申报资料包.zip')
  writeFileSync(path, zip)
  const before = { disk: disk(), rows: await rows(), height: height() }
  const took = await at.take(path)
  const problems = [took.problem, ...(took.report?.checks ?? []).flatMap((check) => check.problems)].join('\n')
  expect(height() - before.height).toBeLessThan(SERVER_MEGABYTES)
  return { took, problems, before, written: changed(before.disk, disk()), more: changed(before.rows, await rows()) }
}

it.each(tricks)(
  'after %s only its record stays and, where it is kept, the file by its hash: no name from the archive',
  async (what, cases, outcome, why) => {
    const zip = await made(cases, what)
    const sha256 = createHash('sha256').update(zip).digest('hex')
    const { took, problems, before, written, more } = await taken(zip)
    expect(took.outcome).toBe(outcome)
    expect(problems).toMatch(why)
    const isKept = outcome === 'stage' || outcome === 'unknown'
    expect(written).toEqual(isKept ? { [`data/packages/${sha256}`]: [undefined, sha256] } : {})
    const records = ['audit', 'bureau_intake', ...(outcome === 'stage' ? ['bureau_package', 'bureau_stage'] : [])]
    const one = records.map((table) => [table, [before.rows.get(table) ?? 0, (before.rows.get(table) ?? 0) + 1]])
    expect(more).toEqual(Object.fromEntries(one))
  },
)

it.each(sample)('%s is not believed at the desk, and writes nothing but the file by its hash', async (_, make, why) => {
  const handed = await make(world)
  const zip = handed instanceof Uint8Array ? handed : archived(handed)
  const sha256 = createHash('sha256').update(zip).digest('hex')
  const { took, problems, written } = await taken(zip)
  if (took.outcome === 'refused') expect(written).toEqual({})
  else {
    expect(took.verdict === 'disagrees' || took.outcome === 'unknown').toBe(true)
    expect(written).toEqual({ [`data/packages/${sha256}`]: [undefined, sha256] })
  }
  // Whose key it is the desk asks the register, and says so in its own words.
  expect(problems).toMatch(/签名与内容不符|不在单位名录里/.test(problems) ? /./ : why)
})
