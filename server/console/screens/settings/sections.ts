import type { ComponentType } from 'preact'
import { Install } from '../install/install'
import { words as installWords } from '../install/words'
import { Backup } from '../keep/backup'
import { HandOver } from '../keep/hand-over'
import { handOverWords } from '../keep/hand-over-words'
import { words as keepWords } from '../keep/words'
import { Rules } from '../rules/rules'
import { words as ruleWords } from '../rules/words'

export interface Section {
  /** Behind /settings/ */
  path: string
  label: string
  component: ComponentType
  /** Who sees it; everybody where it is absent. */
  roles?: readonly string[]
}

/** What an organisation sets once and rarely looks at, in the order somebody new would meet it. */
export const sections: readonly Section[] = [
  { path: 'rules', label: ruleWords.title, component: Rules },
  {
    path: 'backup',
    label: keepWords.title,
    component: Backup,
    roles: ['administrator', 'manager', 'hr', 'auditor'],
  },
  {
    path: 'hand-over',
    label: handOverWords.title,
    component: HandOver,
    roles: ['administrator', 'manager', 'hr'],
  },
  { path: 'install', label: installWords.title, component: Install, roles: ['administrator', 'manager', 'hr'] },
]
