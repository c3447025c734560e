import * as v from 'valibot'
import { layout } from '../layout'
import course from './course.json'
import disposal from './disposal.json'
import payment from './payment.json'
import publicity from './publicity.json'
import transfer from './transfer.json'

/** A paper of the bureau's own: laid out like the forms of a claim, and of none. */
const bureauLayout = v.omit(layout, ['of', 'for', 'onBehalf'])
export type BureauLayout = v.InferOutput<typeof bureauLayout>

export const publicityLayout: BureauLayout = v.parse(bureauLayout, publicity)
export const paymentLayout: BureauLayout = v.parse(bureauLayout, payment)
export const courseLayout: BureauLayout = v.parse(bureauLayout, course)
export const transferLayout: BureauLayout = v.parse(bureauLayout, transfer)
export const disposalLayout: BureauLayout = v.parse(bureauLayout, disposal)
