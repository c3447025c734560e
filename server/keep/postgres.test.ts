import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Device } from '../../test/support/device'
import { Hr, inventedId } from '../../test/support/hr'
import { setupLink } from '../access/set-up'
import { createApp } from '../app'
import { course, from, lesson, ORIGIN } from '../app.fixture'
import { postgresMissing, startPostgres, type TemporaryPostgres } from '../db/temporary-postgres'
import { openDeps } from '../deps'
import { backUp, freshFolder, namesIn, PASSPHRASE } from './keep.fixture'
import { countsOf } from './manifest'
import { restore } from './restore'

const missing =
  postgresMissing ?? (spawnSync('pg_dump', ['--version']).status === 0 ? undefined : 'pg_dump is not installed')

describe.skipIf(missing !== undefined)(`a server on PostgreSQL${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let postgres: TemporaryPostgres
  let base = ''
  beforeAll(async () => {
    postgres = await startPostgres()
    base = (await postgres.database()).replace(/&options=.*$/, '')
  })
  afterAll(() => postgres?.stop())

  async function newDatabase(name: string): Promise<string> {
    const client = new pg.Client(base)
    await client.connect()
    await client.query(`CREATE DATABASE ${name}`)
    await client.end()
    return base.replace('/postgres?', `/${name}?`)
  }

  it('is backed up by pg_dump with its keys, proven against its log, and restored into an empty database only', async () => {
    const [dataDir, folder, empty] = [freshFolder(), freshFolder(), freshFolder()]
    const databaseUrl = await newDatabase('first')
    const deps = await openDeps({ dataDir, databaseUrl, publicUrl: ORIGIN })
    const app = createApp(deps, { tls: false, openDeviceRoutes: false })
    const fetcher: typeof fetch = async (input, init) => app.request(String(input), init, from('127.0.0.1'))
    const hr = new Hr(ORIGIN, fetcher)
    const me = await hr.setUp(/token=(.+)$/.exec((await setupLink(deps)) ?? '')?.[1] ?? '')
    const opened = await hr.openClass()
    await hr.importRoster(opened.id, [{ name: '王晓明', id: inventedId(1) }])
    const device = new Device(ORIGIN, { fetcher })
    await device.join({ code: (await hr.slips(opened.id))[0]?.code ?? '' })
    device.begin({ class: opened.id, organisation: me.organisation.id }).watch(course, lesson, [])
    await device.handIn()
    await deps.ledger.sequencer.sequence()
    const { name, counts, checkpoint } = await backUp(dataDir, folder, { databaseUrl })
    expect(counts).toMatchObject({ entries: 4, receipts: 1, leaves: 1, seats: 1 })
    expect(checkpoint).toBe(deps.ledger.sequencer.sealed?.note)
    await deps.close()

    const job = { file: join(folder, name), passphrase: PASSPHRASE, dataDir: empty, now: Date.now() }
    await expect(restore(job)).rejects.toMatchObject({ message: expect.stringContaining('--database') })
    await expect(restore({ ...job, databaseUrl })).rejects.toMatchObject({ reason: 'not-empty' })
    const second = await newDatabase('second')
    await restore({ ...job, databaseUrl: second })
    const again = await openDeps({ dataDir: empty, databaseUrl: second, publicUrl: ORIGIN })
    expect(again.ledger.problems).toEqual([])
    expect(await countsOf(again.store)).toEqual(counts)
    expect(again.keys.server).toBe(deps.keys.server)
    await again.close()
  }, 120_000)

  it('is not filled where copies of packages are missing: put beside the backup, the same empty database takes it', async () => {
    const [dataDir, folder, empty] = [freshFolder(), freshFolder(), freshFolder()]
    const databaseUrl = await newDatabase('keeping')
    await (await openDeps({ dataDir, databaseUrl, publicUrl: ORIGIN })).close()
    const bytes = Buffer.from('资料包')
    mkdirSync(join(dataDir, 'packages'), { recursive: true })
    writeFileSync(join(dataDir, 'packages', createHash('sha256').update(bytes).digest('hex')), bytes)
    const { name } = await backUp(dataDir, folder, { databaseUrl })
    const copies = join(folder, namesIn(folder).find((one) => one.endsWith('-packages')) ?? '')
    renameSync(copies, `${copies}-away`)
    const job = { file: join(folder, name), passphrase: PASSPHRASE, dataDir: empty, now: Date.now() }
    const later = { ...job, databaseUrl: await newDatabase('later') }
    await expect(restore(later)).rejects.toMatchObject({ reason: 'folder' })
    renameSync(`${copies}-away`, copies)
    expect((await restore(later)).packages).toEqual({ good: 1, missing: 0 })
  }, 120_000)
})
