import { normalise } from './normalise'
import type { Field, PageRule, Reading, SiteRule } from './rule'

/** What a rule read from one page. Nothing of it is trusted beyond "as shown by the page". */
export interface ReadPage {
  page: string
  fields: Partial<Record<Field, string>>
  /** The raw text the score was read from, to be hashed. */
  scoreText?: string
  courses: Partial<Record<Field, string>>[]
  /** Fields the page's rule names that were not found. */
  missing: Field[]
}

/** Applies a rule to a document. Pure: reads the document and the address, changes nothing. Undefined when no page of the rule fits. */
export function readPage(rule: SiteRule, document: Document, url: URL): ReadPage | undefined {
  const page = rule.pages.find((candidate) => fits(candidate, document, url))
  if (!page) return undefined
  const read: ReadPage = { page: page.name, fields: {}, courses: [], missing: [] }
  for (const [field, readings] of entriesOf(page.fields)) {
    const found = first(readings, document, document, url)
    if (!found) read.missing.push(field)
    else {
      read.fields[field] = found.value
      if (field === 'score.value') read.scoreText = found.raw
    }
  }
  if (page.list) {
    for (const element of document.querySelectorAll(page.list.select)) {
      const fields: Partial<Record<Field, string>> = {}
      for (const [field, readings] of entriesOf(page.list.fields)) {
        const found = first(readings, element, document, url)
        if (found) fields[field] = found.value
      }
      read.courses.push(fields)
    }
  }
  return read
}

const entriesOf = (fields: PageRule['fields']): [Field, Reading[]][] => Object.entries(fields) as [Field, Reading[]][]

function fits(page: PageRule, document: Document, url: URL): boolean {
  if (page.path !== undefined && !new RegExp(page.path, 'u').test(url.pathname + url.hash)) return false
  return (page.has ?? []).every((selector) => document.querySelector(selector) !== null)
}

/** First hit wins. */
function first(readings: readonly Reading[], scope: Document | Element, document: Document, url: URL): { value: string; raw: string } | undefined {
  for (const reading of readings) {
    const raw = textOf(reading, scope, document, url)
    if (raw === undefined) continue
    const match = reading.pattern === undefined ? [raw] : new RegExp(reading.pattern, 'u').exec(raw)
    const value = match && normalise(match[1] ?? match[0] ?? '', reading.as)
    if (value !== undefined && value !== null) return { value, raw: (match?.[0] ?? raw).slice(0, 1000) }
  }
  return undefined
}

function textOf(reading: Reading, scope: Document | Element, document: Document, url: URL): string | undefined {
  if (reading.select !== undefined) {
    const element = scope.querySelector(reading.select)
    return (reading.attribute === undefined ? element?.textContent : element?.getAttribute(reading.attribute)) ?? undefined
  }
  if (reading.title) return document.title
  if (reading.text) return document.body?.textContent?.replace(/\s+/g, ' ')
  if (reading.query !== undefined) return url.searchParams.get(reading.query) ?? undefined
  if (reading.hash !== undefined) return new URLSearchParams(url.hash.replace(/^#[^?]*\??/, '')).get(reading.hash) ?? undefined
  if (reading.url === 'path') return url.pathname
  return reading.url === 'host' ? url.host : url.href
}
