import * as v from 'valibot'
import { backtracks } from './patterns'
import { isPublicSuffix, namesSecret, selectsSecret } from './refused'
import { fields, listFields, normalisers, readingsOf, type SiteRule } from './rule'

const pattern = v.pipe(
  v.string(),
  v.maxLength(300),
  v.check((source) => {
    try {
      return new RegExp(source, 'u') instanceof RegExp
    } catch {
      return false
    }
  }, 'not a regular expression'),
  v.check(
    (source) => backtracks(source, 2) === undefined,
    ({ input }) => backtracks(input, 2) ?? '',
  ),
)
const selector = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(300),
  v.check((text) => !selectsSecret(text), 'a secret'),
)
const parameter = v.pipe(
  v.string(),
  v.minLength(1),
  v.check((text) => !namesSecret(text), 'a secret'),
)
const host = v.pipe(
  v.string(),
  v.regex(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$|^\*$/, 'a host name, `*.` before it for all below it'),
  v.check((name) => !name.startsWith('*.') || !isPublicSuffix(name.slice(2)), 'a public suffix'),
)

const name = v.pipe(v.string(), v.regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/))

const sources = ['select', 'url', 'query', 'hash', 'title', 'text', 'call'] as const
const reading = v.pipe(
  v.strictObject({
    select: v.optional(selector),
    attribute: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^[a-z][a-z0-9-]*$/),
        v.check((text) => !namesSecret(text), 'a secret'),
      ),
    ),
    url: v.optional(v.picklist(['path', 'host', 'page'])),
    query: v.optional(parameter),
    hash: v.optional(parameter),
    title: v.optional(v.literal(true)),
    text: v.optional(v.literal(true)),
    call: v.optional(name),
    pointer: v.optional(
      v.pipe(
        v.string(),
        v.maxLength(200),
        v.regex(/^(\/([^~/]|~[01])*)+$/, 'not a JSON pointer'),
        v.check((text) => !namesSecret(text), 'a secret'),
      ),
    ),
    pattern: v.optional(pattern),
    as: v.optional(v.picklist(normalisers)),
  }),
  v.check(
    (one) => sources.filter((source) => one[source] !== undefined).length === 1,
    'exactly one of select, url, query, hash, title, text, call',
  ),
  v.check((one) => one.attribute === undefined || one.select !== undefined, 'attribute needs select'),
  v.check(
    (one) => !one.text || one.pattern === undefined || backtracks(one.pattern, 1) === undefined,
    'over a whole page a pattern may repeat only white space and digits without end',
  ),
  v.check((one) => (one.pointer === undefined) === (one.call === undefined), 'call and pointer need each other'),
)
const readings = v.pipe(v.array(reading), v.minLength(1))

/** Any of these names, each with its readings. */
const named = (names: readonly string[]) =>
  v.strictObject(Object.fromEntries(names.map((name) => [name, v.optional(readings)])))

const fingerprint = v.pipe(
  v.strictObject({
    path: v.optional(pattern),
    has: v.optional(v.pipe(v.array(selector), v.minLength(1))),
    frame: v.optional(pattern),
  }),
  v.check((one) => Object.values(one).some((mark) => mark !== undefined), 'at least one of path, has, frame'),
)

/** What a page may have of itself, or with all others of its rule. */
const marks = {
  document: v.optional(v.pipe(v.array(selector), v.minLength(1))),
  live: v.optional(v.pipe(v.array(selector), v.minLength(1))),
  posts: v.optional(
    v.pipe(
      v.array(v.strictObject({ select: selector, role: v.picklist(['asked', 'answered']), at: v.optional(readings) })),
      v.minLength(1),
    ),
  ),
}

const pageRule = v.strictObject({
  ...marks,
  name: v.pipe(v.string(), v.minLength(1)),
  path: v.optional(pattern),
  has: v.optional(v.array(selector)),
  fields: named(fields),
  optional: v.optional(v.array(v.picklist(fields))),
  guess: v.optional(v.literal(true)),
  opener: v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
  list: v.optional(v.strictObject({ select: selector, fields: named(listFields) })),
})

export const siteRule = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{0,63}$/)),
    version: v.pipe(v.number(), v.integer(), v.minValue(1)),
    site: v.optional(v.literal('practice')),
    hosts: v.array(host),
    software: v.optional(v.pipe(v.array(fingerprint), v.minLength(1))),
    frames: v.optional(v.array(host)),
    calls: v.optional(v.record(name, v.strictObject({ url: pattern }))),
    common: v.optional(v.strictObject({ ...marks, fields: v.optional(named(fields)) })),
    pages: v.pipe(v.array(pageRule), v.minLength(1)),
  }),
  v.forward(
    v.check(({ hosts, software }) => hosts.length > 0 || software !== undefined, 'hosts or software must be named'),
    ['hosts'],
  ),
  v.forward(
    v.check(({ id, hosts }) => id === 'generic' || !hosts.includes('*'), 'only the rule generic is for every host'),
    ['hosts'],
  ),
  v.forward(
    v.check(
      (rule) => calledBy(rule).every((call) => Object.hasOwn(rule.calls ?? {}, call)),
      'a reading names another call',
    ),
    ['calls'],
  ),
  v.forward(
    v.check(({ pages }) => strangers(pages).length === 0, 'opener names no page of this rule'),
    ['pages'],
  ),
)

/** Openers that are no page of the rule. */
const strangers = (pages: readonly { name: string; opener?: string[] | undefined }[]): string[] =>
  pages.flatMap(({ opener = [] }) => opener).filter((name) => !pages.some((page) => page.name === name))

/** The calls that readings name. */
const calledBy = (rule: object): string[] => readingsOf(asRule(rule)).flatMap(({ call }) => call ?? [])

/** Reads a rule. Throws an Error that names the field: `pages.0.fields.course.title: exactly one of …`. */
export function parseRule(value: unknown): SiteRule {
  const parsed = v.safeParse(siteRule, value)
  if (parsed.success) return asRule(parsed.output)
  const [issue] = parsed.issues
  throw new Error(`${v.getDotPath(issue) ?? 'rule'}: ${issue.message}`)
}

/** The rules among these texts that can be read here: one that is broken, or of a later version of the language, leaves the others. */
export const readRules = (texts: readonly string[]): SiteRule[] =>
  texts.flatMap((text) => {
    try {
      return [parseRule(JSON.parse(text))]
    } catch {
      return []
    }
  })

/** What the schema let through has the rule's shape; optional members are absent, never undefined, in JSON. */
const asRule = (rule: object): SiteRule => rule as SiteRule
