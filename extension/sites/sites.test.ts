import { readdirSync, readFileSync } from 'node:fs'
import { JSDOM } from 'jsdom'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../server/crypto'
import { bodies as schemas } from '../../shared/record/bodies'
import { allowedCalls, type CallValues, callsAt, pointed, valueKey } from '../../shared/site/calls'
import { ruleHash, ruleRef } from '../../shared/site/hash'
import { isGeneric, rulesFor } from '../../shared/site/match'
import { readPage } from '../../shared/site/read'
import type { SiteRule } from '../../shared/site/rule'
import { parseRule } from '../../shared/site/schema'
import { describePage, ruleName } from '../capture/page'
import { foundOn } from '../journal/page-entries'
import { Rules } from '../journal/rules'
import { viewBody } from '../journal/seeing'
import type { PageDescription } from '../messages'
import { builtIn } from '.'
import { matches } from './hosts'
import released from './released.json'

const here = new URL('.', import.meta.url).pathname
const hashes = new Map(Object.entries(released))
const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
const read = (path: string) => readFileSync(`${here}/${path}`, 'utf8')

it('every folder is a built-in rule that the schema accepts, under its own id', () => {
  expect(builtIn.map(({ id }) => id).sort()).toEqual(folders.sort())
  for (const id of folders) expect(parseRule(JSON.parse(read(`${id}/rule.json`))).id).toBe(id)
})

it('a rule that was changed has a version of its own: released.json keeps the hash of every version there was', () => {
  for (const rule of builtIn) {
    const version = `${rule.id}@${rule.version}`
    expect({ version, hash: ruleHash(nodeCrypto, rule) }).toEqual({ version, hash: hashes.get(version) })
  }
})

it('the manifest asks for the page and frame hosts of the seven platforms, and for nothing else', () => {
  const readByGeneric = ['www.chinanet.gov.cn', 'edu.mohrss.gov.cn', 'www.tech-skills.org.cn']
  const named = builtIn.flatMap(({ hosts, frames }) => [...hosts, ...(frames ?? [])]).filter((host) => host !== '*')
  expect([...matches].sort()).toEqual([...named, ...readByGeneric].map((host) => `*://${host}/*`).sort())
})

it('no fixture is without what is expected of it, and the other way round', () => {
  for (const id of folders) {
    const named = (files: string[], ending: string) =>
      files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length))
    const expected = named(readdirSync(`${here}/${id}`), '.expected.json')
    expect(named(readdirSync(`${here}/${id}/fixtures`), '.html').sort()).toEqual(expected.sort())
    expect(expected.length).toBeGreaterThan(0)
  }
})

it('every page that a rule names is read from a fixture', () => {
  for (const id of folders) {
    const read = readdirSync(`${here}/${id}`).filter((file) => file.endsWith('.expected.json'))
    const pages = read.map((file) => JSON.parse(readFileSync(`${here}/${id}/${file}`, 'utf8')).page)
    expect([...new Set(pages)].sort()).toEqual(
      builtIn
        .find((rule) => rule.id === id)
        ?.pages.map(({ name }) => name)
        .sort(),
    )
  }
})

it('only the generic rule is for every host, and it is there', () => {
  expect(builtIn.filter(isGeneric).map(({ id }) => id)).toEqual(['generic'])
})

/** What the tap would hand over of these calls. */
const answered = (rule: SiteRule, calls: { url: string; answer: unknown }[]): CallValues =>
  new Map(
    calls.flatMap(({ url, answer }) => {
      return callsAt(allowedCalls(rule), url).flatMap((call) =>
        call.pointers.flatMap((pointer) => {
          const value = pointed(answer, pointer)
          return value === undefined ? [] : [[valueKey(call.url, pointer), value] as const]
        }),
      )
    }),
  )

const rules = new Rules(builtIn)
/** The bodies that such a page would give: of a view that begins there, and of what the page itself shows. A rule's version and hash change with every change of it. */
function recordOf(shown: PageDescription): object {
  const by = builtIn.find((rule) => ruleName(rule) === shown.rule)
  const page = { ...shown, rule: by ? ruleRef(nodeCrypto, by) : '' }
  const kind = page.document ? 'document' : 'video'
  const bodies = [
    ...(page.lesson
      ? [['view', viewBody(page, { kind, state: 'advancing', rate: 1000 }, undefined, rules)] as const]
      : []),
    ...foundOn(page, rules).map((found) => [found.kind, found.body] as const),
  ]
  const named = bodies.map(([kind, body]) => {
    expect(v.is(schemas[kind], body), `${kind} ${JSON.stringify(body)}`).toBe(true)
    return { [kind]: { ...body, rule: body.rule.replace(/@.*/, '') } }
  })
  return [...named, ...(foundOn(page, rules, true).length > foundOn(page, rules).length ? ['a score to confirm'] : [])]
}

describe.each(folders)('%s', (id) => {
  const pages = readdirSync(`${here}/${id}/fixtures`).map((file) => file.replace(/\.html$/, ''))
  const rule = builtIn.find((one) => one.id === id)

  it.each(pages)('reads exactly what is expected of the page "%s"', (page) => {
    const { url, calls = [], now, record, ...expected } = JSON.parse(read(`${id}/${page}.expected.json`))
    const { document } = new JSDOM(read(`${id}/fixtures/${page}.html`)).window
    if (!rule) throw new Error(`no rule ${id}`)
    const at = new URL(url)
    const [first] = rulesFor(builtIn, document, at)
    expect(first?.id).toBe(id)
    expect(readPage(rule, document, at, answered(rule, calls), now)).toEqual(expected)
  })

  it.each(pages)('the page "%s" gives exactly the bodies that are expected', (page) => {
    const { url, calls = [], now, record } = JSON.parse(read(`${id}/${page}.expected.json`))
    const { document } = new JSDOM(read(`${id}/fixtures/${page}.html`)).window
    const shown = describePage(document, new URL(url), builtIn, rule && answered(rule, calls), now)
    expect(recordOf(shown)).toEqual(record)
  })
})
