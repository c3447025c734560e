import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { Hr, inventedId } from '../../test/support/hr'
import { setupLink } from '../access/set-up'
import { createApp } from '../app'
import { onPostgres } from '../db/each-database'
import { type Deps, openDeps } from '../deps'
import { ownChainOf, writeOwn } from './own-chain'

const publicUrl = 'http://127.0.0.1:8787'

onPostgres('the chain that the server keeps for a seat, on two nodes', (maker) => {
  it('is never forked, however both write at once', async () => {
    await (await maker.open()).close()
    const dataDir = mkdtempSync(join(tmpdir(), 'xueji-nodes-'))
    const options = { dataDir, databaseUrl: maker.url(), publicUrl }
    const nodes: Deps[] = [await openDeps(options), await openDeps(options)]
    const [first] = nodes
    if (!first) throw new Error('no node')
    try {
      const app = createApp(first, { tls: false, openDeviceRoutes: false })
      const hr = new Hr(publicUrl, async (input, init) =>
        app.request(String(input), init, { incoming: { socket: { remoteAddress: '127.0.0.1' } } }),
      )
      await hr.setUp(/token=(.+)$/.exec((await setupLink(first)) ?? '')?.[1] ?? '')
      const { id } = await hr.openClass()
      await hr.importRoster(id, [{ name: '王晓明', id: inventedId(1) }])
      const seat = (await hr.slips(id))[0]?.seat ?? ''
      const signIns = Array.from({ length: 10 }, (_, i) =>
        writeOwn(nodes[i % 2] ?? first, seat, [{ kind: 'signin', body: { method: 'phone' } }]),
      )
      await Promise.all(signIns)
      const { t, read } = first.store
      const digest = (await ownChainOf(first, seat)) ?? ''
      const rows = await read
        .select({ seq: t.entry.seq, branch: t.entry.branch })
        .from(t.entry)
        .innerJoin(t.chain, eq(t.chain.id, t.entry.chain))
        .where(eq(t.chain.digest, digest))
        .orderBy(asc(t.entry.seq))
      expect(rows).toEqual([...Array(12).keys()].map((seq) => ({ seq, branch: 0 })))
      expect(await read.select().from(t.chain)).toHaveLength(1)
    } finally {
      for (const node of nodes) await node.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
})
