import * as v from 'valibot'
import { filledForm, grid } from '../forms/grid'
import { count, milliseconds } from '../record/fields'

/** The contract of forms: their layouts, bureaus' own ones, and the forms of a claim. Routes: the end of this file. */

const form = v.object({
  ...{ id: v.string(), name: v.string(), of: v.picklist(['claim', 'class']) },
  /** Of the built-in layout, and where its columns come from. */
  ...{ version: count, source: v.string() },
  /** The bureau's workbook that stands for it. */
  own: v.optional(v.object({ version: count, name: v.string(), at: milliseconds })),
})
export const formList = v.array(form)
export type FormList = v.InferOutput<typeof formList>

/** What was made of an uploaded workbook; with no problems, its sheets filled with examples. */
export const formReport = v.object({
  problems: v.array(v.string()),
  names: v.array(v.string()),
  sheets: v.array(grid),
})
export type FormReport = v.InferOutput<typeof formReport>

/** A file to put in the place of a layout: its name stands in the address, its bytes are the body. */
export const ownFormName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100))

/** Which forms a claim has: those of each class, and its own. */
export const claimForms = v.object({
  /** Short code of the data as last reckoned; absent while they are not. */
  code: v.optional(v.string()),
  forms: v.array(
    v.object({
      ...{ id: v.string(), name: v.string() },
      /** The class it is about; absent for the claim's own. */
      class: v.optional(v.object({ id: v.string(), name: v.string() })),
      own: v.boolean(),
    }),
  ),
})
export type ClaimForms = v.InferOutput<typeof claimForms>

export const claimForm = filledForm
export type { FilledForm } from '../forms/grid'

/*
 * GET    /api/forms                                   -> formList
 * GET    /api/forms/:id/template.xlsx                 -> XLSX         (our layout with its placeholders)
 * POST   /api/forms/:id/check           XLSX          -> formReport   (changes nothing)
 * POST   /api/forms/:id/own?name=       XLSX          -> formList     (audited)
 * DELETE /api/forms/:id/own                           -> formList     (back to the built-in layout; audited)
 * GET    /api/claims/:id/forms                        -> claimForms
 * GET    /api/claims/:id/forms/:form?class=           -> claimForm    (to print; audited: full ID numbers)
 * GET    /api/claims/:id/forms/:form/xlsx?class=      -> XLSX         (audited)
 * GET    /api/claims/:id/forms/:form/pdf?class=       -> PDF          (audited)
 */
