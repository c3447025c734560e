import * as v from 'valibot'
import categoryTable from './codes/category.json'
import educationTable from './codes/education.json'
import householdTable from './codes/household.json'
import nationalityTable from './codes/nationality.json'

const item = v.strictObject({
  /** Of the standard; empty where it has none. */
  code: v.string(),
  name: v.string(),
  /** Other ways people write it. */
  aliases: v.array(v.string()),
  /** Reveals poverty, health or a sentence: never in anything made for a group or for publicity. */
  sensitive: v.optional(v.boolean()),
  /** What has to prove it. */
  proof: v.optional(v.string()),
  /** Holds for this many years after leaving school. */
  graduatedWithinYears: v.optional(v.number()),
})
export type CodeItem = v.InferOutput<typeof item>

const table = v.strictObject({ title: v.string(), source: v.string(), date: v.string(), items: v.array(item) })

/** A code table as a dated file with its source. What it does not hold is kept as written and warned of: none of them is the bureau's own. */
export class CodeTable {
  readonly title: string
  readonly source: string
  readonly items: readonly CodeItem[]
  readonly #byName = new Map<string, CodeItem>()

  constructor(data: unknown) {
    const { title, source, items } = v.parse(table, data)
    this.title = title
    this.source = source
    this.items = items
    for (const one of items)
      for (const name of [one.name, ...one.aliases, ...(one.code === '' ? [] : [one.code])])
        this.#byName.set(keyOf(name), one)
  }

  get names(): string[] {
    return this.items.map(({ name }) => name)
  }

  /** By name, another way of writing it, or code. */
  find(text: string): CodeItem | undefined {
    return this.#byName.get(keyOf(text))
  }
}

const keyOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s()·、，,]/g, '')
    .toUpperCase()

export const nationality = new CodeTable(nationalityTable)
export const education = new CodeTable(educationTable)
export const household = new CodeTable(householdTable)
export const category = new CodeTable(categoryTable)

/** Whether a 人员类别 may be shown to nobody but who keeps the roster. What the table does not know may be anything, so it is. */
export const isSensitive = (name: string | undefined): boolean =>
  name !== undefined && name !== '' && (category.find(name)?.sensitive ?? category.find(name) === undefined)
