import type { Me } from '../../shared/api'
import { readers } from './client/session'
import { words as filingWords } from './screens/bureau-filings/words'
import { words as inspectionWords } from './screens/bureau-inspections/words'
import { words as paymentWords } from './screens/bureau-payments/words'
import { words as publicityWords } from './screens/bureau-publicity/words'
import { words as registerWords } from './screens/bureau-register/words'
import { words as reviewWords } from './screens/bureau-review/words'
import { words as statisticsWords } from './screens/bureau-statistics/words'
import { kindWords } from './screens/plans/kind-words'
import { common } from './words/common'

/** Where the console leads. */
export interface Place {
  href: string
  label: string
  /** Which addresses belong there. */
  under: RegExp
  /** Who sees it; everybody where it is absent. */
  roles?: readonly string[]
}

const settings = (): Place => ({
  href: '/settings',
  label: common.settings,
  under: /^\/(settings|rules|recovery-sheet)/,
})

/** Of those who train. */
const ofTraining = (): readonly Place[] => [
  { href: '/', label: common.home, under: /^\/$/ },
  { href: '/plans', label: kindWords().plan, under: /^\/plans/ },
  { href: '/classes', label: common.classes, under: /^\/(classes|seats|lessons)/ },
  { href: '/claims', label: common.claims, under: /^\/claims/ },
  { href: '/people', label: common.people, under: /^\/people/, roles: readers },
  { href: '/appeals', label: common.appeals, under: /^\/appeals/, roles: readers },
  { href: '/questions', label: common.questions, under: /^\/questions/, roles: readers },
  settings(),
]

/** Who sees whom a bureau trusts, and what came in. */
const viewers = ['administrator', 'manager', 'hr', 'auditor'] as const

/** Of a bureau, in the order in which a claim passes through. */
const ofBureau = (): readonly Place[] => [
  { href: '/', label: common.home, under: /^\/$/ },
  { href: '/filings', label: filingWords.title, under: /^\/filings/, roles: viewers },
  { href: '/intake', label: common.intake, under: /^\/intake/, roles: viewers },
  { href: '/reviews', label: reviewWords.title, under: /^\/reviews/ },
  { href: '/publicity', label: publicityWords.title, under: /^\/publicity/ },
  { href: '/payments', label: paymentWords.place, under: /^\/payments/ },
  { href: '/statistics', label: statisticsWords.title, under: /^\/statistics/ },
  { href: '/inspections', label: inspectionWords.title, under: /^\/inspections/, roles: viewers },
  { href: '/register', label: registerWords.title, under: /^\/register/, roles: viewers },
  settings(),
]

export const placesOf = ({ organisation }: Pick<Me, 'organisation'>): readonly Place[] =>
  organisation.kind === 'bureau' ? ofBureau() : ofTraining()
