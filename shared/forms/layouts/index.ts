import * as v from 'valibot'
import { type Layout, layout } from '../layout'
import agreement from './agreement.json'
import declaration from './declaration.json'
import exam from './exam.json'
import filing from './filing.json'
import opening from './opening.json'
import people from './people.json'
import report from './report.json'
import roster from './roster.json'
import study from './study.json'
import subsidy from './subsidy.json'
import teaching from './teaching.json'

/** Every built-in layout, in the order of a claim's folder: before the class, of the class, of the claim. */
export const layouts: readonly Layout[] = [
  ...[report, filing, opening, roster, teaching, study, exam],
  ...[subsidy, people, agreement, declaration],
].map((one) => v.parse(layout, one))

export const layoutOf = (id: string): Layout | undefined => layouts.find((one) => one.id === id)
