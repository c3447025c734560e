import { and, asc, eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StoreMaker } from './each-database'
import type { Store } from './store'

/** What every database must do; run on each. */
export function storeSuite(name: string, { open, reopen }: StoreMaker): void {
  describe(`the store on ${name}`, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    afterEach(async () => {
      await store.close()
    })

    const organisation = (id: string, name = '示范学校') => ({ id, kind: 'institution', name, createdAt: 1 })
    const ids = async () =>
      (
        await store.read
          .select({ id: store.t.organisation.id })
          .from(store.t.organisation)
          .orderBy(asc(store.t.organisation.id))
      ).map((row) => row.id)

    it('has every table and every column of the list', async () => {
      for (const table of Object.values(store.t)) expect(await store.read.select().from(table)).toEqual([])
    })

    it('gives rows back as they were put in: text of any script, integers up to 2^53-1, absent as null', async () => {
      const { t } = store
      const name = `学校 𠮷 ' " \\ % _ ; DROP TABLE organisation; -- ${'长'.repeat(500)}`
      await store.tx((q) =>
        q.insert(t.organisation).values({ ...organisation('a', name), createdAt: Number.MAX_SAFE_INTEGER }),
      )
      expect(await store.read.select().from(t.organisation).where(eq(t.organisation.name, name))).toEqual([
        {
          id: 'a',
          kind: 'institution',
          name,
          creditCode: null,
          hostedBy: null,
          profile: '{}',
          stoppedAt: null,
          totpRequired: 0,
          createdAt: Number.MAX_SAFE_INTEGER,
        },
      ])
    })

    it('orders and tells apart text by its bytes', async () => {
      const { t } = store
      const all = ['a', 'B', 'A', 'b', 'é', 'e', '人', '_', 'ａ', '𠮷']
      await store.tx((q) => q.insert(t.organisation).values(all.map((id) => organisation(id))))
      expect(await ids()).toEqual([...all].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
      expect(await store.read.select().from(t.organisation).where(eq(t.organisation.id, 'a'))).toHaveLength(1)
    })

    it('counts as numbers', async () => {
      const { t } = store
      await store.tx((q) => q.insert(t.organisation).values(['a', 'b', 'c'].map((id) => organisation(id))))
      const [row] = await store.read.select({ n: sql<number>`cast(count(*) as integer)` }).from(t.organisation)
      expect(row).toEqual({ n: 3 })
    })

    it('takes back everything of a transaction that throws, and goes on', async () => {
      const { t } = store
      const failing = store.tx(async (q) => {
        await q.insert(t.organisation).values(organisation('a'))
        throw new Error('changed my mind')
      })
      await expect(failing).rejects.toThrow('changed my mind')
      await store.tx((q) => q.insert(t.organisation).values(organisation('b')))
      expect(await ids()).toEqual(['b'])
    })

    it('takes back everything of a transaction whose statement fails', async () => {
      const { t } = store
      await store.tx((q) => q.insert(t.organisation).values(organisation('a')))
      const failing = store.tx(async (q) => {
        await q.insert(t.organisation).values(organisation('b'))
        await q.insert(t.organisation).values(organisation('a'))
      })
      await expect(failing).rejects.toThrow()
      expect(await ids()).toEqual(['a'])
    })

    it('shows no reader what is not committed', async () => {
      const { t } = store
      await store.tx(async (q) => {
        await q.insert(t.organisation).values(organisation('a'))
        expect(await ids()).toEqual([])
        expect(await q.select().from(t.organisation)).toHaveLength(1)
      })
      expect(await ids()).toEqual(['a'])
    })

    it('loses no update of two transactions that run at once', async () => {
      const { t } = store
      await store.tx((q) => q.insert(t.setting).values({ key: 'n', value: '0' }))
      const add = () =>
        store.tx((q) => q.update(t.setting).set({ value: sql`cast(cast(${t.setting.value} as integer) + 1 as text)` }))
      await Promise.all(Array.from({ length: 20 }, add))
      expect(await store.read.select().from(t.setting)).toEqual([{ key: 'n', value: '20' }])
    })

    it('inserts, ignores and updates by key with the same query', async () => {
      const { t } = store
      const put = (value: string) =>
        store.tx((q) =>
          q.insert(t.setting).values({ key: 'k', value }).onConflictDoUpdate({ target: t.setting.key, set: { value } }),
        )
      await put('1')
      await put('2')
      await store.tx((q) => q.insert(t.setting).values({ key: 'k', value: '3' }).onConflictDoNothing())
      expect(await store.read.select().from(t.setting)).toEqual([{ key: 'k', value: '2' }])
    })

    it('gives a chain its number, and answers with what was written', async () => {
      const { t } = store
      const chain = (digest: string) => ({ digest, spki: 's', claim: 'c', class: 'k', device: 'd', createdAt: 1 })
      const first = await store.tx((q) =>
        q
          .insert(t.chain)
          .values(chain('1'.repeat(64)))
          .returning(),
      )
      const second = await store.tx((q) =>
        q
          .insert(t.chain)
          .values(chain('2'.repeat(64)))
          .returning(),
      )
      expect(first[0]?.id).toBeTypeOf('number')
      expect(second[0]?.id).not.toBe(first[0]?.id)
      await expect(store.tx((q) => q.insert(t.chain).values(chain('1'.repeat(64))))).rejects.toThrow()
    })

    it('never changes and never drops an entry or a leaf', async () => {
      const { t } = store
      const row = {
        chain: 1,
        seq: 0,
        branch: 0,
        hash: 'ab'.repeat(32),
        kind: 'join',
        at: 1,
        v: 1,
        body: '{}',
        prev: null,
      }
      await store.tx(async (q) => {
        await q.insert(t.entry).values(row)
        await q.insert(t.leaf).values({ generation: 0, position: 0, hash: 'cd'.repeat(32) })
      })
      await expect(store.tx((q) => q.update(t.entry).set({ body: '{ }' }))).rejects.toThrow()
      await expect(
        store.tx((q) => q.delete(t.entry).where(and(eq(t.entry.chain, 1), eq(t.entry.seq, 0)))),
      ).rejects.toThrow()
      await expect(store.tx((q) => q.update(t.leaf).set({ hash: 'ef' }))).rejects.toThrow()
      await expect(store.tx((q) => q.delete(t.leaf))).rejects.toThrow()
      expect(await store.read.select().from(t.entry)).toEqual([row])
    })

    it('never changes and never drops what a person decided', async () => {
      const { t } = store
      const by = { by: 'm', at: 1 }
      await store.tx(async (q) => {
        await q.insert(t.organisation).values(organisation('o'))
        await q.insert(t.plan).values({
          id: 'p',
          organisation: 'o',
          title: 't',
          occupation: 'o',
          level: 'l',
          policy: '{}',
          periodFrom: 'a',
          periodTo: 'b',
          consentDate: '2026-11-01',
          createdAt: 1,
        })
        await q
          .insert(t.class)
          .values({ id: 'k', organisation: 'o', plan: 'p', name: 'n', code: 'c', status: 'open', createdAt: 1 })
        await q
          .insert(t.person)
          .values({ id: 'p', organisation: 'o', name: 'n', idCipher: 'x', idIndex: 'x', idMasked: 'x', createdAt: 1 })
        const code = { codeCipher: 'x', codeIndex: 'x', codeIssuedAt: 1, createdAt: 1 }
        await q.insert(t.seat).values({ id: 's', class: 'k', person: 'p', number: '1', ...code })
        await q.insert(t.correction).values({
          id: 'c',
          seat: 's',
          effect: 'restore',
          from: 1,
          to: 2,
          reason: 'r',
          evidence: 'ab'.repeat(32),
          ...by,
        })
        await q.insert(t.deviceDecision).values({ id: 'd', organisation: 'o', device: 'd', decision: 'revoked', ...by })
      })
      await expect(store.tx((q) => q.update(t.correction).set({ effect: 'withdraw' }))).rejects.toThrow()
      await expect(store.tx((q) => q.delete(t.correction))).rejects.toThrow()
      await expect(store.tx((q) => q.update(t.deviceDecision).set({ decision: 'approved' }))).rejects.toThrow()
      await expect(store.tx((q) => q.delete(t.deviceDecision))).rejects.toThrow()
    })

    it('never changes and never drops a batch, a receipt, a checkpoint, or what witnesses said of it', async () => {
      const { t } = store
      const digest = 'ab'.repeat(32)
      const receipt = {
        chain: 1,
        branch: 0,
        to: 0,
        from: 0,
        at: 1,
        head: digest,
        hash: digest,
        key: 1,
        signature: 'AA',
      }
      const place = { generation: 0, size: 1 }
      await store.tx(async (q) => {
        await q.insert(t.batch).values({ chain: 1, branch: 0, seq: 0, signature: 'AA' })
        await q.insert(t.signingKey).values({ id: 1, fingerprint: digest })
        await q.insert(t.receipt).values(receipt)
        await q.insert(t.checkpoint).values({ ...place, root: digest, note: 'n', at: 1 })
        await q.insert(t.logOpening).values({ generation: 1, opening: '{}', at: 1 })
        await q.insert(t.cosignature).values({ ...place, witness: 'w', line: 'l', signedAt: 1, receivedAt: 1 })
        await q.insert(t.timestampToken).values({ ...place, token: 'AA', stampedAt: 1, receivedAt: 1 })
      })
      // Where a receipt stands in the log is noted when it is sealed, and again in the next generation.
      await store.tx((q) => q.update(t.receipt).set({ leaf: 3, generation: 0 }))
      for (const change of [
        { at: 2 },
        { head: 'cd'.repeat(32) },
        { hash: 'cd'.repeat(32) },
        { signature: 'AQ' },
        { from: 1 },
        { to: 1 },
      ])
        await expect(
          store.tx((q) => q.update(t.receipt).set(change)),
          JSON.stringify(change),
        ).rejects.toThrow()
      await expect(store.tx((q) => q.update(t.batch).set({ signature: 'AQ' }))).rejects.toThrow()
      await expect(store.tx((q) => q.update(t.checkpoint).set({ at: 2 }))).rejects.toThrow()
      await expect(store.tx((q) => q.update(t.logOpening).set({ at: 2 }))).rejects.toThrow()
      await expect(store.tx((q) => q.update(t.cosignature).set({ signedAt: 2 }))).rejects.toThrow()
      await expect(store.tx((q) => q.update(t.timestampToken).set({ stampedAt: 2 }))).rejects.toThrow()
      for (const table of [t.batch, t.receipt, t.checkpoint, t.logOpening, t.cosignature, t.timestampToken])
        await expect(store.tx((q) => q.delete(table))).rejects.toThrow()
      expect(await store.read.select().from(t.receipt)).toEqual([{ ...receipt, leaf: 3, generation: 0 }])
    })

    it('never changes and never drops what a person wrote to a finding', async () => {
      const { t } = store
      await store.tx(async (q) => {
        await q.insert(t.organisation).values(organisation('o'))
        const login = { login: 'l', name: 'n', role: 'hr', password: 'x' }
        await q.insert(t.member).values({ id: 'm', organisation: 'o', ...login, createdAt: 1 })
        await q.insert(t.findingNote).values({ id: 'n', finding: 'f', settled: 1, text: 't', by: 'm', at: 1 })
      })
      await expect(store.tx((q) => q.update(t.findingNote).set({ text: '' }))).rejects.toThrow()
      await expect(store.tx((q) => q.delete(t.findingNote))).rejects.toThrow()
    })

    it('refuses a row that points at nothing', async () => {
      const { t } = store
      const plan = { id: 'p', organisation: 'nobody', title: 't', occupation: 'o', level: 'l', policy: '{}' }
      const failing = store.tx((q) =>
        q.insert(t.plan).values({ ...plan, periodFrom: 'a', periodTo: 'b', createdAt: 1 }),
      )
      await expect(failing).rejects.toThrow()
    })

    it('keeps what it holds when it is opened again, and migrates once', async () => {
      const { t } = store
      await store.tx((q) => q.insert(t.organisation).values(organisation('a')))
      await store.close()
      store = await reopen()
      expect(await ids()).toEqual(['a'])
    })
  })
}
