import * as v from 'valibot'
import { count, day } from '../record/fields'

/** What waits at a bureau, in the order in which a claim passes through. Empty steps are not told. */
export const deskSteps = [
  'damaged',
  'refused-logs',
  'not-taken',
  'key-ended',
  'filings',
  'rectify',
  'late-stages',
  'stuck',
  'review',
  'decide',
  'reopen',
  'returned',
  'publish',
  'objections',
  'published',
  'pay',
  'finance',
  'results',
] as const
export type DeskStep = (typeof deskSteps)[number]

/** GET /api/bureau/desk */
export const bureauDesk = v.object({
  /** Whether anybody is in the register: without keys no package can be believed. */
  firms: count,
  steps: v.array(
    v.object({
      step: v.picklist(deskSteps),
      count,
      /** The nearest term, where there is one. */
      due: v.optional(day),
    }),
  ),
})
export type BureauDesk = v.InferOutput<typeof bureauDesk>
