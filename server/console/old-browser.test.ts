import { readFileSync } from 'node:fs'
import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
/** Runs plain scripts and no modules, as Internet Explorer and its mode in Edge do. */
const opened = (styles: string) => {
  const page = read('./index.html').replace('</head>', `<style>${styles}</style></head>`)
  return new JSDOM(page, { runScripts: 'dangerously' }).window
}

describe('the console in a browser that cannot run it', () => {
  it('says at once, in Chinese, how to switch: in IE mode, in 360 and in Edge', () => {
    const window = opened(read('./style/base.css'))
    const note = window.document.getElementById('old-browser')
    if (!note) return expect.fail()
    expect(window.getComputedStyle(note).visibility).toBe('visible')
    const text = note.textContent ?? ''
    for (const words of ['内核太旧', '兼容（IE）模式', '极速模式', '退出“Internet Explorer 模式”', '请升级'])
      expect(text).toContain(words)
    expect(window.document.getElementById('app')?.textContent).toBe('')
  })

  it('says so by words and scripts as old as such browsers are', () => {
    const scripts = [...read('./index.html').matchAll(/<script([^>]*)>([^<]*)<\/script>/g)]
    const [plain, ...others] = scripts.filter(([, attributes]) => !/type="module"/.test(attributes ?? ''))
    expect(others).toEqual([])
    expect(plain?.[1]).toMatch(/\bnomodule\b/)
    expect(plain?.[2]).not.toMatch(/=>|`|\b(?:let|const)\b|\?\.|\.\.\./)
  })

  it('no browser that runs the console keeps the note', () => {
    expect(read('./main.tsx')).toMatch(/getElementById\('old-browser'\)\?\.remove\(\)/)
  })
})
