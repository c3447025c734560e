import { expect, it } from 'vitest'
import type { Allowed } from '../../shared/site/calls'
import { ALLOW_EVENT, CALL_EVENT, tap } from './tap'

const exam: Allowed = { url: '/exam$', pointers: ['/score'] }

/** As much of a page's world as the tap touches: each with methods of its own, so that no other test sees them changed. */
function page(builtIn: readonly Allowed[] = [exam]) {
  class Answer {
    constructor(
      readonly url: string,
      readonly body: string,
    ) {}
    clone() {
      return new Answer(this.url, this.body)
    }
    async json() {
      return JSON.parse(this.body)
    }
    async text() {
      return this.body
    }
  }
  class Request extends EventTarget {
    responseType = ''
    sent = 0
    constructor(
      readonly responseURL: string,
      readonly responseText: string,
    ) {
      super()
    }
    send() {
      this.sent++
      this.dispatchEvent(new Event('load'))
    }
  }
  const document = new EventTarget()
  const handed: unknown[] = []
  document.addEventListener(CALL_EVENT, (event) => handed.push(JSON.parse((event as CustomEvent).detail)))
  tap({ Response: Answer, XMLHttpRequest: Request, CustomEvent, document } as never, builtIn)
  const allow = (calls: readonly Allowed[]) =>
    document.dispatchEvent(new CustomEvent(ALLOW_EVENT, { detail: JSON.stringify(calls) }))
  return { Answer, Request, handed, allow }
}
const said = (score: string, url = exam.url) => ({ url, values: { '/score': score } })
/** A copy is read in promises. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

it('hands over the named places of what a page reads, by fetch or XHR, each answer once', async () => {
  const { Answer, Request, handed } = page()
  const answer = new Answer('http://a.cn/exam?token=x', '{"score":92,"name":"王晓明"}')
  expect(await answer.json()).toEqual({ score: 92, name: '王晓明' })
  await answer.text()
  new Request('http://a.cn/exam', '{"score":"88"}').send()
  new Request('http://a.cn/login', '{"score":"1"}').send()
  await settled()
  expect(handed.map((one) => JSON.stringify(one)).sort()).toEqual(
    [said('88'), said('92')].map((one) => JSON.stringify(one)),
  )
})

it('goes on when the page puts a method of its own in place of the browser’s, and the page gets exactly that', async () => {
  const { Answer, Request, handed } = page()
  const { send } = Request.prototype
  const seen: string[] = []
  Request.prototype.send = function (this: InstanceType<typeof Request>) {
    seen.push(this.responseURL)
    return send.apply(this)
  }
  const own = Request.prototype.send
  const { json } = Answer.prototype
  Answer.prototype.json = async function (this: InstanceType<typeof Answer>) {
    return { wrapped: await json.apply(this) }
  }
  const request = new Request('http://a.cn/exam', '{"score":"71"}')
  request.send()
  expect(await new Answer('http://a.cn/exam', '{"score":"72"}').json()).toEqual({ wrapped: { score: '72' } })
  await settled()
  expect(Request.prototype.send).toBe(own)
  expect([request.sent, seen]).toEqual([1, ['http://a.cn/exam']])
  expect(handed).toEqual([said('71'), said('72')])
})

it('a method that the page gives to one object alone is that object’s', () => {
  const { Request, handed } = page()
  const request = new Request('http://a.cn/exam', '{"score":"71"}')
  request.send = () => undefined
  request.send()
  expect(Object.hasOwn(request, 'send')).toBe(true)
  expect(Object.getOwnPropertyDescriptor(request, 'send')).toMatchObject({ writable: true, configurable: true })
  expect(handed).toEqual([])
})

it('hears of further calls and places; one address may be of several calls', () => {
  const { Request, handed, allow } = page()
  allow([
    { url: 'exam', pointers: ['/max'] },
    { url: exam.url, pointers: ['/pass'] },
  ])
  new Request('http://a.cn/exam', '{"score":"71","max":100,"pass":true}').send()
  expect(handed).toEqual([
    { url: exam.url, values: { '/score': '71', '/pass': 'true' } },
    { url: 'exam', values: { '/max': '100' } },
  ])
})

it('what is forged as an allowance changes nothing', () => {
  const { Request, handed, allow } = page()
  for (const forged of [[{ url: '(' }], [{}], 'x', [{ url: 'exam', pointers: 'no' }]]) allow(forged as never)
  new Request('http://a.cn/exam', '{"score":"71"}').send()
  expect(handed).toEqual([said('71')])
})
