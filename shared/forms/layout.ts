import * as v from 'valibot'
import { text } from '../record/fields'
import { aligns } from './grid'

const width = v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(120))
/** Words with placeholders: `{{单位名称}} 学员名册`. Names are those of vocabulary.ts. */
const words = text(600)
const name = text(20)

const block = v.variant('is', [
  v.strictObject({ is: v.literal('title'), text: words }),
  /** `note` is small, `paragraph` large with the first line moved in; a value of several lines makes several. */
  v.strictObject({
    is: v.literal('text'),
    text: words,
    as: v.picklist(['line', 'note', 'paragraph']),
    align: v.optional(v.picklist(aligns)),
    /** Left out where all its placeholders are empty. */
    optional: v.optional(v.literal(true)),
  }),
  /** Rows of label and value; `wide`: alone in its row. `shares`: widths of a row's cells in hundredths. */
  v.strictObject({
    is: v.literal('fields'),
    shares: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.minLength(2), v.maxLength(8)),
    items: v.array(
      v.strictObject({
        label: text(40),
        value: words,
        wide: v.optional(v.literal(true)),
        /** Lines it has room for at least. */
        lines: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(40))),
      }),
    ),
  }),
  /** One row for each of a list; its columns are the sheet's. */
  v.strictObject({
    is: v.literal('table'),
    list: name,
    columns: v.pipe(
      v.array(
        v.strictObject({ title: text(40), width, value: v.optional(words), align: v.optional(v.picklist(aligns)) }),
      ),
      v.minLength(1),
      v.maxLength(20),
    ),
    /** Points; people sign in the row. */
    rowHeight: v.optional(v.pipe(v.number(), v.minValue(12), v.maxValue(80))),
    /** Below the last row, by the column's title; the first column says 合计. */
    totals: v.optional(v.record(text(40), words)),
  }),
  /** Opinion of somebody else, with room to write and for a seal. */
  v.strictObject({ is: v.literal('opinion'), label: text(40), text: v.optional(words, ''), lines: width }),
  /** Who signs, and where the seal goes: 45 mm are free for it. */
  v.strictObject({ is: v.literal('sign'), people: v.array(text(40)), seal: v.optional(text(40)), date: v.boolean() }),
])
export type Block = v.InferOutput<typeof block>

const sheet = v.strictObject({
  name: text(31),
  upright: v.boolean(),
  /** Column widths of a sheet without a table. */
  widths: v.optional(v.array(width)),
  workbookOnly: v.optional(v.literal(true)),
  blocks: v.pipe(v.array(block), v.minLength(1)),
})
export type SheetLayout = v.InferOutput<typeof sheet>

/**
 * How a form looks: data with a version and a source, so that a bureau's wish is a change of a file and not of code.
 * What it shows is the same whatever the layout.
 */
export const layout = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z-]{2,30}$/)),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  name: text(30),
  /** Whether there is one of it in a claim, or one for each class. */
  of: v.picklist(['claim', 'class']),
  /** Whose it is; both where it is absent. */
  for: v.optional(v.picklist(['enterprise', 'institution'])),
  /** Only where subsidies are claimed for trainees by an agreement. */
  onBehalf: v.optional(v.literal(true)),
  source: text(300),
  sheets: v.pipe(v.array(sheet), v.minLength(1)),
})
export type Layout = v.InferOutput<typeof layout>
