import { readFileSync } from 'node:fs'
import { type DOMWindow, JSDOM } from 'jsdom'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HereMessage } from '../../shared/api/reach'
import { practicePage } from './practice-page'
import { readUserAgent } from './user-agent'

const script = readFileSync(`${import.meta.dirname}/public/reach.js`, 'utf8')
const ORIGIN = 'https://px.example.cn'
let window: DOMWindow

beforeEach(() => {
  const page = practicePage(readUserAgent(''), '0.2.0').replace(/<script.*<\/script>/, '')
  window = new JSDOM(page, { url: `${ORIGIN}/practice`, runScripts: 'outside-only', pretendToBeVisual: true }).window
  vi.spyOn(window, 'postMessage')
  window.eval(script)
})
afterEach(() => window.close())

const text = (id: string) => window.document.getElementById(id)?.textContent ?? ''
function say(data: object, { origin = ORIGIN, source = 'window' } = {}): void {
  const event = `{ data: ${JSON.stringify(data)}, origin: '${origin}', source: ${source} }`
  window.eval(`window.dispatchEvent(new MessageEvent('message', ${event}))`)
}
const here = (more: Partial<HereMessage> = {}): HereMessage => ({
  xueji: 'here',
  build: '0.2.0 chrome/126',
  joined: 1,
  lastReceiptAt: Date.now(),
  ...more,
})

describe('what the page says of the extension', () => {
  it('asks its own origin alone, and says nothing in the trainee’s name', () => {
    expect(vi.mocked(window.postMessage).mock.calls).toEqual([[{ xueji: 'hello' }, ORIGIN]])
  })

  it('is that it is installed, joined and recent, by Beijing time', () => {
    const at = Date.parse('2026-11-22T06:05:00Z')
    say(here({ lastReceiptAt: at }))
    expect(text('xueji-found')).toContain('学迹已安装，已加入本服务器的培训班')
    expect(text('xueji-found')).toContain('2026-11-22 14:05')
  })

  it('is which step is missing: joining, a first receipt, a newer build', () => {
    say(here({ joined: 0 }))
    expect(text('xueji-found')).toContain('还没有加入本服务器的培训班')
    say({ xueji: 'here', build: '0.2.0 chrome/126', joined: 2 })
    expect(text('xueji-found')).toContain('老师还没有收到过本机的记录')
    say(here({ build: '0.1.9 chrome/126' }))
    expect(text('xueji-found')).toContain('学迹有新版本 0.2.0（本机 0.1.9）')
    say(here({ build: '0.10.0 chrome/126' }))
    expect(text('xueji-found')).not.toContain('新版本')
  })

  it('believes no other window, no other origin and no other shape', () => {
    say(here(), { origin: 'https://elsewhere.cn' })
    say(here(), { source: 'null' })
    say({ ...here(), joined: '1' })
    say({ xueji: 'practice', recordedMs: -5 })
    expect(text('xueji-found')).toBe('')
    expect(text('xueji-practice')).toBe('请点画面上的播放按钮')
  })
})

describe('the words beside the practice lesson', () => {
  it('go from the seconds recorded to 老师已收到', () => {
    say({ xueji: 'practice', recordedMs: 32_900, receivedMs: 0 })
    expect(text('xueji-practice')).toBe('已记录 32 秒，满 1 分钟就好')
    say({ xueji: 'practice', recordedMs: 61_000, receivedMs: 30_000 })
    expect(text('xueji-practice')).toBe('已记 1 分钟，正在交给老师…')
    say({ xueji: 'practice', recordedMs: 61_000, receivedMs: 60_000 })
    expect(text('xueji-practice')).toBe('已记 1 分钟，老师已收到')
  })

  it('end in 待导出 where the class hands in by file', () => {
    say({ xueji: 'practice', recordedMs: 61_000 })
    expect(text('xueji-practice')).toBe('已记 1 分钟，待导出')
  })
})

it('the script is written for any kernel: nothing of ES 2015 and later, and no request', () => {
  const code = script.replace(/^\s*\/\/.*$/gm, '')
  expect(code).not.toMatch(/=>|`|\b(let|const|class|async|await|fetch|XMLHttpRequest|import)\b|\?\./)
})
