import { pageAddress, parameterOf } from './address'
import { type CallValues, valueKey } from './calls'
import { compiled } from './compiled'
import { finds, pathFits } from './match'
import { normalise } from './normalise'
import { pageText } from './page-text'
import type { Field, ListField, PageRule, Posts, Reading, SiteRule } from './rule'
import { shownScore } from './shown'

/** What a rule read from one page. Nothing of it is trusted beyond "as shown by the page". */
export interface ReadPage {
  page: string
  fields: Partial<Record<Field, string>>
  /** The raw text the score was read from, to be hashed. */
  scoreText?: string
  /** What is read here is a guess. */
  guess?: true
  /** The score comes from an answer to a call of the page, not from what it shows. */
  scoreCalled?: true
  courses: ListedCourse[]
  /** The trainee's own questions and answers; `at` ms since 1970, where the page says it. */
  posts?: { role: 'asked' | 'answered'; at?: string }[]
  /** A document or pictures, to be read. */
  document?: true
  /** What plays is live. */
  live?: true
  /** Pages that may have opened this one, and whose course it then belongs to. */
  opener?: string[]
  /** Fields that the page's rule names, does not call optional, and that were not found. */
  missing: Field[]
}

/** Of one element of a list; `scoreText` as on a page. */
export type ListedCourse = Partial<Record<ListField, string>> & { scoreText?: string }

/** Characters that a pattern sees of anything but the whole page. */
const LONGEST = 2000

interface Found {
  value: string
  raw: string
  called: boolean
}

/**
 * Applies a rule to a document. Pure: reads the document, the address, what calls of the page were answered and, for `昨天 14:05`,
 * which time it is now; changes nothing. Undefined when no page of the rule fits.
 */
export function readPage(
  rule: SiteRule,
  document: Document,
  url: URL,
  calls: CallValues = new Map(),
  now?: number,
): ReadPage | undefined {
  const page = rule.pages.find((candidate) => fits(candidate, document, url))
  return page && new PageReader(document, url, calls, rule.calls ?? {}, now).read(withCommon(page, rule.common))
}

/** The page's own words come first. */
function withCommon(page: PageRule, common: SiteRule['common']): PageRule {
  if (!common) return page
  const { fields = {}, ...marks } = common
  const optional = [
    ...(page.optional ?? []),
    ...entriesOf(fields).flatMap(([name]) => (page.fields[name] ? [] : [name])),
  ]
  return { ...marks, ...page, optional, fields: { ...fields, ...page.fields } }
}

function fits({ path, has = [] }: PageRule, document: Document, url: URL): boolean {
  return (path === undefined || pathFits(path, url)) && has.every((selector) => finds(document, selector))
}

class PageReader {
  #text: string | undefined

  constructor(
    readonly document: Document,
    readonly url: URL,
    readonly calls: CallValues,
    readonly named: NonNullable<SiteRule['calls']>,
    readonly now: number | undefined,
  ) {}

  read(page: PageRule): ReadPage {
    const read: ReadPage = { page: page.name, fields: {}, courses: [], missing: [] }
    for (const [field, found] of this.#readAll(page.fields, this.document)) {
      if (found) {
        read.fields[field] = found.value
        if (field === 'score.value') {
          read.scoreText = found.raw
          if (found.called) read.scoreCalled = true
        }
      } else if (!page.optional?.includes(field)) read.missing.push(field)
    }
    if (page.guess) read.guess = true
    if (page.document?.some((selector) => finds(this.document, selector))) read.document = true
    if (page.live?.some((selector) => finds(this.document, selector))) read.live = true
    if (page.opener) read.opener = page.opener
    const posts = page.posts?.flatMap((one) => this.#posts(one)) ?? []
    if (posts.length > 0) read.posts = posts
    if (page.list) {
      for (const element of selectAll(this.document, page.list.select)) {
        const found = this.#readAll(page.list.fields, element)
        read.courses.push({
          ...Object.fromEntries(found.flatMap(([field, one]) => (one ? [[field, one.value]] : []))),
          ...Object.fromEntries(
            found.flatMap(([field, one]) => (one && field === 'score.value' ? [['scoreText', one.raw]] : [])),
          ),
        })
      }
    }
    return read
  }

  #posts({ select, role, at = [] }: Posts): NonNullable<ReadPage['posts']> {
    return [...selectAll(this.document, select)].map((element) => {
      const when = this.#first(at, element)
      return { role, ...(when && { at: when.value }) }
    })
  }

  #readAll(fields: PageRule['fields'], scope: Document | Element): [Field, Found | undefined][] {
    return entriesOf(fields).map(([field, readings]) => [field, this.#first(readings, scope)])
  }

  /** First hit wins. */
  #first(readings: readonly Reading[], scope: Document | Element): Found | undefined {
    for (const reading of readings) {
      const raw = this.#source(reading, scope)
      if (raw === undefined) continue
      const match =
        reading.pattern === undefined ? [raw] : matching(reading.pattern, reading.text ? raw : raw.slice(0, LONGEST))
      const called = reading.call !== undefined
      if (!match && reading.as === 'flag') return { value: 'false', raw: raw.slice(0, 1000), called }
      const text = match?.slice(1).find((group) => group !== undefined) ?? match?.[0]
      const value = text === undefined ? undefined : normalise(text, reading.as, this.now)
      const part = reading.as === 'score' && text !== undefined ? shownScore(text)?.part : match?.[0]
      if (value !== undefined) return { value, raw: (part ?? raw).slice(0, 1000), called }
    }
    return undefined
  }

  /** The text of a reading's source with its white space folded; undefined where the source is not there. */
  #source(reading: Reading, scope: Document | Element): string | undefined {
    if (reading.select !== undefined) {
      const element = finds(scope, reading.select)
      // Refused by the schema where a selector says so; here where it finds one without saying so.
      if (element?.getAttribute('type')?.toLowerCase() === 'password') return undefined
      return folded(reading.attribute === undefined ? element?.textContent : element?.getAttribute(reading.attribute))
    }
    if (reading.call !== undefined)
      return folded(this.calls.get(valueKey(this.named[reading.call]?.url ?? '', reading.pointer ?? '')))
    if (reading.title) return folded(this.document.title)
    if (reading.text) {
      this.#text ??= pageText(this.document)
      return this.#text
    }
    if (reading.query !== undefined) return folded(parameterOf(this.url, 'query', reading.query))
    if (reading.hash !== undefined) return folded(parameterOf(this.url, 'hash', reading.hash))
    if (reading.url === 'page') return pageAddress(this.url)
    return reading.url === 'host' ? this.url.host : this.url.pathname
  }
}

const folded = (text: string | null | undefined): string | undefined => text?.replace(/\s+/g, ' ').trim()

/** `Object.entries` forgets the keys' type; the schema lets no other key in. */
const entriesOf = (fields: PageRule['fields']) => Object.entries(fields) as [Field, Reading[]][]

const matching = (pattern: string, text: string): RegExpExecArray | null => compiled(pattern).exec(text)

/** A selector this browser does not know finds nothing; the other fields are still read. */
function selectAll(document: Document, selector: string): Iterable<Element> {
  try {
    return document.querySelectorAll(selector)
  } catch {
    return []
  }
}
