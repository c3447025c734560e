import { sql } from 'drizzle-orm'
import pg from 'pg'
import { expect, it, vi } from 'vitest'
import { onPostgres, sqliteMaker } from './each-database'
import { StorageFull } from './store'
import { storeSuite } from './suite'

const sqlite = sqliteMaker()
storeSuite('SQLite', sqlite)

it('SQLite: a full disk is named, keeps what was there, and is over when there is room again', async () => {
  const store = await sqlite.open()
  const { setting } = store.t
  await store.tx((q) => q.insert(setting).values({ key: 'before', value: '1' }))
  await store.tx(async (q) => void (await q.get(sql`PRAGMA max_page_count = 1`)))
  const large = () => store.tx((q) => q.insert(setting).values({ key: 'large', value: 'x'.repeat(1_000_000) }))
  await expect(large()).rejects.toThrow(StorageFull)
  expect(await store.read.select().from(setting)).toEqual([{ key: 'before', value: '1' }])
  await store.tx(async (q) => void (await q.get(sql`PRAGMA max_page_count = 4294967294`)))
  await large()
  expect(await store.read.select().from(setting)).toHaveLength(2)
  await store.close()
})

onPostgres('the store', ({ open, reopen, cluster, url }) => {
  storeSuite('PostgreSQL', { open, reopen })

  it('PostgreSQL: a full disk is named, keeps what was there, and is over when there is room again', async () => {
    const store = await open()
    const admin = new pg.Client(url())
    await admin.connect()
    await admin.query(
      "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full' USING ERRCODE = 'disk_full'; END $$",
    )
    await admin.query('CREATE TRIGGER no_room BEFORE INSERT ON setting EXECUTE FUNCTION no_room()')
    const put = () => store.tx((q) => q.insert(store.t.setting).values({ key: 'a', value: '1' }))
    await expect(put()).rejects.toThrow(StorageFull)
    expect(await store.read.select().from(store.t.setting)).toEqual([])
    await admin.query('DROP TRIGGER no_room ON setting')
    await admin.end()
    await put()
    await store.close()
  })

  it('PostgreSQL: ended connections cost the transaction under way, and nothing after it', async () => {
    const store = await open()
    const { setting } = store.t
    const cut = store.tx(async (q) => {
      await q.insert(setting).values({ key: 'a', value: '1' })
      await cluster().disconnectAll()
      await q.insert(setting).values({ key: 'b', value: '1' })
    })
    await expect(cut).rejects.toThrow()
    await store.tx((q) => q.insert(setting).values({ key: 'c', value: '1' }))
    await cluster().disconnectAll()
    // Reads that take a connection before its end is heard fail; soon none does.
    await vi.waitFor(
      async () => expect(await store.read.select().from(setting)).toEqual([{ key: 'c', value: '1' }]),
      30_000,
    )
    await store.close()
  })
})
