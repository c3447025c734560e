import type { Me } from '../../shared/api'
import { readers } from './client/session'
import { words as reviewWords } from './screens/bureau-review/words'
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

/** Of a bureau, in the order in which a claim passes through. */
const ofBureau = (): readonly Place[] => [
  { href: '/', label: common.home, under: /^\/$/ },
  { href: '/reviews', label: reviewWords.title, under: /^\/reviews/ },
  settings(),
]

export const placesOf = ({ organisation }: Pick<Me, 'organisation'>): readonly Place[] =>
  organisation.kind === 'bureau' ? ofBureau() : ofTraining()
