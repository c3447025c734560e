import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { MINIMUM } from '../../extension/journal/build'

/** MDN's compatibility data, as Mozilla's own linter brings it. */
const linter = createRequire(createRequire(import.meta.url).resolve('addons-linter'))
const Group = v.record(v.string(), v.unknown())
const Data = v.object({
  api: Group,
  javascript: v.object({ builtins: Group }),
  webextensions: v.object({ api: Group }),
})
const Support = v.object({
  __compat: v.object({
    support: v.object({
      chrome: v.union([
        v.object({ version_added: v.unknown() }),
        v.pipe(
          v.array(v.object({ version_added: v.unknown() })),
          v.minLength(1),
          v.transform(([newest]) => newest ?? { version_added: false }),
        ),
      ]),
    }),
  }),
})

/** The first Chromium that has it whole; infinite where none has. */
function since(feature: unknown): number | undefined {
  const known = v.safeParse(Support, feature)
  if (!known.success) return undefined
  const { version_added: added } = known.output.__compat.support.chrome
  if (added === false || added === 'preview') return Number.POSITIVE_INFINITY
  return typeof added === 'string' ? Number(added.replace('≤', '')) : 0
}

const data = v.parse(Data, linter('@mdn/browser-compat-data'))
/** `URL.canParse` and `alarms.create`: what is called on a name that stands in the code. */
const named = new Map<string, number>()
/** `toSorted`: what no object had before. */
const members = new Map<string, number>()
for (const group of [data.javascript.builtins, data.api, data.webextensions.api])
  for (const [owner, features] of Object.entries(group))
    for (const [feature, known] of Object.entries(v.parse(Group, features))) {
      const version = since(known)
      const name = feature.replace(/_static$/, '')
      if (version === undefined || !/^[a-zA-Z]+$/.test(name)) continue
      named.set(`${owner}.${name}`, Math.min(version, named.get(`${owner}.${name}`) ?? Number.POSITIVE_INFINITY))
      members.set(name, Math.min(version, members.get(name) ?? Number.POSITIVE_INFINITY))
    }

/** Our own methods that bear a name which the platform has given since, and what is looked for before it is used. */
const ours = new Set(['destroy', 'run', 'take', 'tell', 'watch'])
const lookedFor = new Set(['moveBefore', 'showPopover', 'hidePopover'])

/** What a script uses that the oldest kernel of the manifest does not have. */
function tooNew(script: string): string[] {
  // Not what is spread: `...ic(`.
  const called = [...script.matchAll(/(?<!\.\.)\.([a-zA-Z]+)\(/g)].flatMap(([, name = '']) =>
    (members.get(name) ?? 0) > MINIMUM.chrome && !ours.has(name) && !lookedFor.has(name) ? [name] : [],
  )
  const statics = [...script.matchAll(/(?<![\w$.])([A-Z]\w+)\.([a-zA-Z]+)(?![\w$])/g)].flatMap(([, owner, name]) =>
    (named.get(`${owner}.${name}`) ?? 0) > MINIMUM.chrome ? [`${owner}.${name}`] : [],
  )
  const extension = [...script.matchAll(/\.([a-z]\w+)\.([a-zA-Z]+)\(/g)].flatMap(([, owner, name]) =>
    data.webextensions.api[owner ?? ''] && (named.get(`${owner}.${name}`) ?? 0) > MINIMUM.chrome
      ? [`${owner}.${name}`]
      : [],
  )
  return [...new Set([...called, ...statics, ...extension])]
}

describe('the oldest kernel that the manifest lets in', () => {
  const built = fileURLToPath(new URL('../../dist/extension/chrome-mv3', import.meta.url))
  const scripts = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))

  it.each(scripts)('has all that %s uses', (file) => {
    expect(tooNew(readFileSync(path.join(built, file), 'utf8'))).toEqual([])
  })

  it('is told from a newer one by this test', () => {
    expect(tooNew('a.toSorted();URL.canParse(x);AbortSignal.timeout(1);Object.groupBy(x,y)')).toEqual([
      'toSorted',
      'canParse',
      'groupBy',
      'URL.canParse',
      'AbortSignal.timeout',
      'Object.groupBy',
    ])
    expect(tooNew('new URL(x);chrome.storage.session.get(y);navigator.locks.request(z);a.at(-1)')).toEqual([])
  })
})
