import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { decideReview } from '../bureau/review/decide'
import { propose } from '../bureau/review/propose'
import { answerReopening, askToReopen } from '../bureau/review/reopen'
import { reviewDetail } from '../bureau/review/review-detail'
import { claimDetail } from '../claim/claims/claim-detail'
import { claimDesk } from '../claim/claims/claims.fixture'
import { deliver, type Network } from './deliver'
import { bureauByAddress, introduced, noWaits } from './exchange.fixture'
import { fetchResults } from './fetch-results'
import { readSending, sentOf } from './state'
import { Unfinished } from './unfinished'

/** A school with a claim that is ready, and a bureau across the network. */
async function town() {
  const desk = await claimDesk()
  onTestFinished(() => desk.close())
  const { school, actor } = desk
  const { deps } = school
  const bureau = await bureauByAddress(school.clock)
  const firm = await introduced(deps, actor, bureau)
  await desk.rates()
  const { id: trained, codes } = await desk.openClass(['王晓明', '李𠮷'])
  const pupils = []
  for (const code of codes) pupils.push(await desk.studies(trained, code, '90'))
  await deps.ledger.sequencer.sequence()
  const { id } = await desk.create(trained)
  await desk.reckon(id)
  await desk.act(id, 'ready')
  for (const form of ['application', 'people', 'declaration'])
    await desk.act(id, 'scans', { form, file: await desk.paper() })
  const { t, read } = bureau.deps.store
  const send = (what: 'claim' | 'stage' | 'videos', network: Network = noWaits) =>
    deliver(deps, actor, { what, id: what === 'stage' ? trained : id }, undefined, network)
  return {
    ...{ desk, deps, actor, bureau, firm, id, trained, pupils, send },
    status: async () => (await claimDetail(deps, actor, id)).status,
    newest: async (what: 'claim' | 'stage' = 'claim') =>
      (await sentOf(deps, actor, { what, id: what === 'stage' ? trained : id })).sent[0],
    received: () => read.select().from(t.bureauClaim),
    sent: async () => (await sentOf(deps, actor, { what: 'claim', id })).sent,
    /** The bureau has verified everything that came. */
    verified: () =>
      vi.waitFor(() => expect(bureau.deps.packages.sending.size).toBe(0), { timeout: 60_000, interval: 50 }),
    fetch: () => fetchResults(deps, actor),
  }
}
type Town = Awaited<ReturnType<typeof town>>

async function agreed({ bureau, received }: Town): Promise<string> {
  const { deps, manager } = bureau
  const clerk = await bureau.member('hr', '经办人')
  const claim = (await received())[0]?.id ?? ''
  await propose(deps, clerk, claim, { outcome: 'agreed', remark: '', items: [] })
  const [proposal] = (await reviewDetail(deps, manager, claim)).proposals
  await decideReview(deps, manager, claim, { proposal: proposal?.id ?? '', confirm: true, number: '', remark: '' })
  return claim
}

/** Lets requests of a kind through until `cut`, then breaks the connection so many times. */
function broken(method: string, after: number, times: number): { network: Network; asked: () => number } {
  let asked = 0
  const fetcher: typeof fetch = async (input, init) => {
    if ((init?.method ?? 'GET') === method && asked++ >= after && asked <= after + times)
      throw new TypeError('fetch failed', { cause: new Error('read ECONNRESET') })
    return fetch(input, init)
  }
  return { network: { ...noWaits, fetcher }, asked: () => asked }
}

describe('a claim that goes by address', () => {
  it('is handed in by being sent; its number, the signed decision and what takes that back come by address', async () => {
    const at = await town()
    const { deps, actor, bureau, send, status, newest, verified, fetch, id } = at
    await send('claim')
    expect(await status()).toBe('handed-in')
    expect((await claimDetail(deps, actor, id)).events.at(-1)).toMatchObject({ kind: 'handed-in', remark: '网络报送' })
    await verified()
    await fetch()
    const [received] = await at.received()
    expect(await newest()).toMatchObject({ state: 'taken', number: received?.number })
    const claim = await agreed(at)
    await fetch()
    const events = (await claimDetail(deps, actor, id)).events
    expect(events.at(-1)).toMatchObject({ kind: 'agreed', amount: received?.asked })
    const second = await bureau.member('manager', '另一位负责人')
    await askToReopen(bureau.deps, bureau.manager, claim, { reason: '接到举报' })
    const { reopening } = await reviewDetail(bureau.deps, second, claim)
    await answerReopening(bureau.deps, second, claim, { reopening: reopening?.id ?? '', confirm: true, note: '' })
    await fetch()
    expect((await claimDetail(deps, actor, id)).events.at(-1)).toMatchObject({ kind: 'taken-back', remark: '接到举报' })
    expect((await readSending(deps, actor)).came.map(({ kind, state }) => [kind, state])).toEqual([
      ['bureau-act', 'taken'],
      ['claim-decision', 'taken'],
    ])
  })

  it('goes on after a connection that broke in the middle, where the bureau has it', async () => {
    const { send, verified, received, status, newest } = await town()
    const { network, asked } = broken('PATCH', 1, 2)
    await send('claim', network)
    expect(await status()).toBe('handed-in')
    await verified()
    expect(await received()).toHaveLength(1)
    const { bytes = 0 } = (await newest()) ?? {}
    // 4096 first, then twice as much each time: with two broken ones that is all, nothing was sent twice.
    let pieces = 0
    for (let sent = 0, size = 4096; sent < bytes; pieces++, size = pieces === 1 ? 4096 : size * 2) sent += size
    expect(asked()).toBe(pieces + 2)
  })

  it('is not handed in where the bureau cannot be reached to the end, and says what to do', async () => {
    const { send, status, newest, received } = await town()
    const { network } = broken('PATCH', 1, 1000)
    await expect(send('claim', network)).rejects.toThrow(
      /没有送达绥化市人力资源和社会保障局.*ECONNRESET.*可以下载文件送去/,
    )
    expect(await status()).toBe('ready')
    expect(await newest()).toMatchObject({ state: 'sending', problem: expect.stringContaining('ECONNRESET') })
    await send('claim')
    expect(await status()).toBe('handed-in')
    expect(await received()).toEqual([])
  })

  it('is the same file when it is sent again after a line that broke, so that the bureau goes on where it has it', async () => {
    const { bureau, send, sent, desk, id } = await town()
    const places = async () => (await bureau.deps.store.read.select().from(bureau.deps.store.t.bureauDelivery)).length
    const breaking = () => send('claim', broken('PATCH', 1, 1000).network).catch(String)
    for (let tries = 0; tries < 3; tries++) expect(await breaking()).toContain('ECONNRESET')
    expect(await places()).toBe(1)
    await desk.act(id, 'scans', { form: 'other', file: await desk.paper() })
    await breaking()
    expect(await places(), 'another paper makes another file').toBe(2)
    const { network, asked } = broken('PATCH', 1000, 0)
    await send('claim', network)
    const [last, before] = await sent()
    expect(last?.sha256).toBe(before?.sha256)
    let pieces = 0
    for (let at = 4096, size = 4096; at < (last?.bytes ?? 0); pieces++, size *= 2) at += size
    expect(asked(), 'the first piece was there').toBe(pieces)
    await send('claim')
    expect((await sent())[0]?.sha256, 'what got there is made anew').not.toBe(last?.sha256)
  })

  it('is made anew where it broke a day ago', async () => {
    const { deps } = await town()
    const unfinished = new Unfinished(0)
    const path = deps.work.next()
    await writeFile(path, 'file')
    const file = { path, bytes: 4, name: 'file' }
    const asked = { what: 'claim', id: 'a-claim' } as const
    await unfinished.keep(deps, asked, { file, sha256: 'a', of: 'now' })
    await vi.waitFor(() => expect(existsSync(path)).toBe(false))
    expect(await unfinished.take(deps, asked, 'now')).toBeUndefined()
  })

  it('is not sent where the data are no longer those that were made ready', async () => {
    const { desk, deps, pupils, send, status, newest } = await town()
    const [pupil] = pupils
    if (pupil) await desk.takesTest(pupil, '99')
    await deps.ledger.sequencer.sequence()
    await expect(send('claim')).rejects.toThrow('资料包与定稿时的数据不同，没有发送')
    expect(await status()).toBe('ready')
    expect(await newest()).toBeUndefined()
  })

  it('and a 阶段包 of a class without a claim, too', async () => {
    const { send, newest, verified, fetch } = await town()
    await send('stage')
    await verified()
    await fetch()
    expect(await newest('stage')).toMatchObject({ what: 'stage', state: 'taken' })
  })
})
