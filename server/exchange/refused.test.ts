import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { bureauAddress } from '../../shared/api/sending'
import { exchangeAnswer } from '../../shared/exchange/answers'
import { filingReceiptText, readFilingReceipt, signFilingReceipt } from '../../shared/plan/filing-receipt'
import { nodeCrypto } from '../crypto'
import { readHome } from '../training/home'
import { planDetail } from '../training/plan/plan-detail'
import { deliver, demandIdle, type Network } from './deliver'
import { filingTown, introduced, listening, noWaits } from './exchange.fixture'
import { fetchResults } from './fetch-results'
import { endBureau, keepBureau, lookAtBureau } from './kept-bureau'
import { readSending, sentOf } from './state'

type Town = Awaited<ReturnType<typeof filingTown>>

const filing = (plan: string) => ({ what: 'filing', id: plan }) as const

/** The bureau’s own answers to questions, with something put among its statements on the way. */
function adding(...texts: string[]): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    if (!String(input).endsWith('/questions')) return response
    const answer = v.parse(exchangeAnswer, await response.json())
    const added = texts.map((text, i) => ({ kind: 'filing-receipt' as const, at: i, text }))
    return Response.json({ ...answer, statements: [...added, ...answer.statements] })
  }
}

/** What a server at the kept address answers from now on. */
const answering =
  (answer: (path: string) => Response): typeof fetch =>
  async (input) =>
    answer(new URL(String(input)).pathname)

describe('an address', () => {
  it('is one of a bureau, over https or on this computer', () => {
    for (const good of [
      'https://xueji.example.cn/exchange/ab-1',
      ' https://10.1.2.3:8443/exchange/ab-1/ ',
      'http://127.0.0.1:9/exchange/a',
    ])
      expect(v.is(bureauAddress, good), good).toBe(true)
    for (const bad of [
      'http://xueji.example.cn/exchange/ab-1',
      'https://xueji.example.cn/exchange/../api/me',
      'https://user:word@xueji.example.cn/exchange/ab-1',
      'https://xueji.example.cn/exchange/ab-1?next=1',
      'file:///exchange/ab-1',
    ])
      expect(v.is(bureauAddress, bad), bad).toBe(false)
  })

  it('is kept with the key that was compared, and with no other', async () => {
    const { deps, head, bureau } = await filingTown()
    const other = { address: bureau.address, key: 'f'.repeat(64), compared: '电话' }
    await expect(keepBureau(deps, head, other)).rejects.toThrow('与核对过的不同')
    await endBureau(deps, head)
    expect((await readSending(deps, head)).bureau).toBeUndefined()
    await expect(deliver(deps, head, filing('x'), undefined, noWaits)).rejects.toThrow('还没有登记')
  })

  it('that answers with a redirect, with too much, or as no bureau, is refused', async () => {
    const { deps, head, bureau } = await filingTown()
    const { pathname } = new URL(bureau.address)
    const look = async (answer: () => Response) => lookAtBureau(deps, head, `${await listening(answer)}${pathname}`)
    await expect(look(() => Response.redirect(bureau.address))).rejects.toThrow(/连不上.*redirect/)
    await expect(look(() => new Response('x'.repeat(2 << 20)))).rejects.toThrow('答复太大')
    await expect(look(() => new Response('<html>'))).rejects.toThrow('不像人社局的网络报送网址')
    await expect(look(() => new Response('no', { status: 500 }))).rejects.toThrow('答复 500')
  })

  it('that leads to another server gets nothing and gives nothing', async () => {
    const { deps, head, bureau, plan } = await filingTown()
    const asked: string[] = []
    const fetcher = answering((path) => {
      asked.push(path)
      return Response.json({ v: 1, bureau: { id: bureau.organisation, name: '人社局' }, key: 'e'.repeat(64) })
    })
    await expect(deliver(deps, head, filing(plan), undefined, { ...noWaits, fetcher })).rejects.toThrow(
      '与核对过的不同',
    )
    await expect(fetchResults(deps, head, undefined, fetcher)).rejects.toThrow('与核对过的不同')
    expect(asked.every((path) => path === new URL(bureau.address).pathname)).toBe(true)
    const { sent } = await sentOf(deps, head, filing(plan))
    expect(sent).toEqual([])
    expect((await readSending(deps, head)).bureau?.look?.problem).toContain('与核对过的不同')
  })

  it('that is away costs nothing: why stands beside it, and the next time it goes on', async () => {
    const { deps, head, plan } = await filingTown()
    const away: typeof fetch = async () => {
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })
    }
    await expect(fetchResults(deps, head, undefined, away)).rejects.toThrow(/ECONNREFUSED.*也可以导入/)
    expect((await readSending(deps, head)).bureau?.look?.problem).toContain('ECONNREFUSED')
    await deliver(deps, head, filing(plan), undefined, noWaits)
    expect((await readSending(deps, head)).bureau?.look?.problem).toBe('')
  })
})

describe('a statement', () => {
  /** A receipt of this plan that somebody else's key signed. */
  async function forged({ bureau, plan, filings }: Town): Promise<string> {
    const [row] = await filings()
    const { body } = await readFilingReceipt(nodeCrypto, row?.receipt ?? '')
    const { v: _, bureauKey: __, ...rest } = body
    const signer = await bureau.deps.keys.package(await another(bureau.deps))
    return filingReceiptText(await signFilingReceipt(nodeCrypto, signer, { ...rest, plan, number: '假受理1号' }))
  }
  async function another({ store }: Town['bureau']['deps']): Promise<string> {
    await store.tx((q) =>
      q.insert(store.t.organisation).values({ id: 'other', kind: 'bureau', name: '另一个人社局', createdAt: 1 }),
    )
    return 'other'
  }

  it('that another key signed, that is for another 单位 or that is none is not taken, each with its reason, and holds up no other', async () => {
    const town = await filingTown()
    const { deps, head, bureau, plan, filings } = town
    const elsewhere = await filingTown()
    const { store } = elsewhere.deps
    await store.tx((q) => q.update(store.t.organisation).set({ name: '蓝天职业培训学校', creditCode: null }))
    await introduced(elsewhere.deps, elsewhere.head, bureau)
    const only: Network = { ...noWaits, fetcher: adding() }
    await deliver(elsewhere.deps, elsewhere.head, filing(elsewhere.plan), undefined, only)
    const theirs = (await filings())[0]?.receipt ?? ''
    await deliver(deps, head, filing(plan), undefined, {
      ...noWaits,
      fetcher: adding(theirs, '{"v":1}', await forged(town)),
    })
    expect((await planDetail(deps, head, plan)).receipt?.number).toBe('开班受理〔2026〕2号')
    const { came } = await readSending(deps, head)
    expect(came.map(({ state, reason }) => [state, reason])).toEqual([
      ['taken', ''],
      ['refused', expect.stringContaining('不是由核对过的人社局密钥签名')],
      ['refused', '人社局发来的不是签名文件'],
      ['aside', '不是给本单位现在的系统（重装前或其他单位），只留存'],
    ])
    await fetchResults(deps, head)
    expect((await readSending(deps, head)).came).toHaveLength(4)
    expect((await readHome(deps, head, 1)).news.map(({ state }) => state)).not.toContain('aside')
  })
})

describe('a server that stops', () => {
  it('waits for no bureau: the file that was under way says so and can be sent again', async () => {
    const { deps, head, plan } = await filingTown()
    let began: () => void = () => undefined
    const underWay = new Promise<void>((resolve) => {
      began = resolve
    })
    const fetcher: typeof fetch = (input, init) => {
      if (init?.method !== 'PATCH') return fetch(input, init)
      began()
      return new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    }
    deps.jobs.start(head, '准备', async (say) => {
      await deliver(deps, head, filing(plan), say, { ...noWaits, fetcher })
      return undefined
    })
    await underWay
    await expect(deliver(deps, head, filing(plan), undefined, noWaits), 'by somebody else').rejects.toThrow('正在发送')
    expect(() => demandIdle(filing(plan))).toThrow('正在发送')
    await deps.jobs.close()
    expect(() => demandIdle(filing(plan))).not.toThrow()
    const { sent } = await sentOf(deps, head, filing(plan))
    expect(sent).toMatchObject([{ state: 'sending', problem: expect.stringContaining('aborted') }])
  })
})
