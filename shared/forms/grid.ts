import * as v from 'valibot'

/**
 * A sheet of a form, filled in: rows of cells on a page of A4. Workbook, PDF and the browser's print view are all drawn
 * from it, so they can't say different things.
 */

/** What a cell is for; how it looks follows from it. */
export const looks = [
  'title',
  'line',
  'note',
  'paragraph',
  'label',
  'value',
  'header',
  'cell',
  'total',
  'box',
  'sign',
  'seal',
] as const
export type Look = (typeof looks)[number]
export const aligns = ['left', 'center', 'right'] as const

const index = v.pipe(v.number(), v.integer(), v.minValue(0))
const many = v.pipe(v.number(), v.integer(), v.minValue(1))

export const gridCell = v.object({
  /** First column, from 0. */
  at: index,
  span: many,
  /** Rows it reaches over; absent: its own. Only bureaus' own forms have such cells. */
  down: v.optional(many),
  text: v.string(),
  number: v.optional(v.object({ is: v.number(), format: v.picklist(['0', '0.00', '#,##0.00']) })),
  look: v.picklist(looks),
  align: v.optional(v.picklist(aligns)),
})
export type GridCell = v.InferOutput<typeof gridCell>

export const gridRow = v.object({
  cells: v.array(gridCell),
  /** At least so high, points. */
  height: v.optional(v.number()),
  /** Stands on the same page as the next row. */
  keep: v.optional(v.literal(true)),
})
export type GridRow = v.InferOutput<typeof gridRow>

export const grid = v.object({
  /** Of the sheet. */
  name: v.string(),
  upright: v.boolean(),
  /** Of each column, in digits; a Chinese character takes two. */
  widths: v.array(v.number()),
  rows: v.array(gridRow),
  /** Which rows stand at the top of each page again, first and last. */
  repeat: v.optional(v.tuple([index, index])),
  /** A sheet for the workbook alone: too long to be printed. */
  workbookOnly: v.optional(v.literal(true)),
})
export type Grid = v.InferOutput<typeof grid>

/** What stands on every page of a form: which form and version, and which data. */
export const formMark = v.object({
  /** `补贴人员花名册 版式 1` */
  form: v.string(),
  /** First ten signs of the claim's data hash; absent on papers that belong to no claim. */
  code: v.optional(v.string()),
  /** `2027-01-23 08:30`, Beijing. */
  madeAt: v.string(),
})
export type FormMark = v.InferOutput<typeof formMark>

export const filledForm = v.object({ id: v.string(), name: v.string(), mark: formMark, sheets: v.array(grid) })
export type FilledForm = v.InferOutput<typeof filledForm>

/** A sheet whose rows are made each time somebody reads them: a class may have tens of thousands. */
export type Sheet = Omit<Grid, 'rows'> & { rows: Iterable<GridRow> }
/** A form as it is drawn into workbook and PDF. */
export type Form = Omit<FilledForm, 'sheets'> & { sheets: readonly Sheet[] }

/** With its rows read, for the browser's print view; those of a sheet that is not printed are left out. */
export const printedForm = (form: Form): FilledForm => ({
  ...form,
  sheets: form.sheets.map((sheet) => ({ ...sheet, rows: sheet.workbookOnly ? [] : [...sheet.rows] })),
})

/** The foot of every page, left of the page number. */
export const markText = ({ form, code, madeAt }: FormMark): string =>
  [form, code && `数据短码 ${code}`, `${madeAt} 生成`].filter(Boolean).join('  ')
