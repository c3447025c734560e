import type { ComponentType } from 'preact'
import { Audit } from '../access/audit'
import { auditWords } from '../access/audit-words'
import { Hosted } from '../access/hosted'
import { Members } from '../access/members'
import { ownWords } from '../access/own-words'
import { Security } from '../access/security'
import { words as accessWords } from '../access/words'
import { Benefits } from '../benefits/benefits'
import { words as benefitWords } from '../benefits/words'
import { BureauKeeping } from '../bureau-keeping/bureau-keeping'
import { words as bureauKeepingWords } from '../bureau-keeping/words'
import { Calendar } from '../calendar/calendar'
import { words as calendarWords } from '../calendar/words'
import { Delivery } from '../delivery/delivery'
import { words as deliveryWords } from '../delivery/words'
import { OwnForms } from '../forms/own-forms'
import { words as formWords } from '../forms/words'
import { HitLists } from '../hit-lists/hit-lists'
import { words as hitWords } from '../hit-lists/words'
import { Install } from '../install/install'
import { words as installWords } from '../install/words'
import { Backup } from '../keep/backup'
import { HandOver } from '../keep/hand-over'
import { handOverWords } from '../keep/hand-over-words'
import { words as keepWords } from '../keep/words'
import { MediaSettings } from '../media/media-settings'
import { words as mediaWords } from '../media/words'
import { Organisation } from '../organisation/organisation'
import { words as organisationWords } from '../organisation/words'
import { OwnKeys } from '../own-keys/own-keys'
import { words as ownKeyWords } from '../own-keys/words'
import { Rates } from '../rates/rates'
import { words as rateWords } from '../rates/words'
import { Rules } from '../rules/rules'
import { words as ruleWords } from '../rules/words'
import { Sending } from '../sending/sending'
import { words as sendingWords } from '../sending/words'
import { Witness } from '../witness/witness'
import { words as witnessWords } from '../witness/words'

export interface Section {
  /** Behind /settings/ */
  path: string
  label: string
  component: ComponentType
  /** Who sees it; everybody where it is absent. */
  roles?: readonly string[]
  /** Only at a bureau, or nowhere at one. */
  bureau?: boolean
  /** Only for whom the server belongs to. */
  host?: true
}

/** What an organisation sets once and rarely looks at, in the order somebody new would meet it. */
export const sections: readonly Section[] = [
  { path: 'organisation', label: organisationWords.title, component: Organisation },
  { path: 'members', label: accessWords.members, component: Members, roles: ['administrator'] },
  { path: 'security', label: ownWords.title, component: Security },
  { path: 'hosted', label: accessWords.hosted, component: Hosted, roles: ['administrator'], host: true },
  { path: 'audit', label: auditWords.title, component: Audit, roles: ['administrator', 'manager', 'auditor'] },
  {
    path: 'keys',
    label: ownKeyWords.title,
    component: OwnKeys,
    roles: ['administrator', 'manager', 'hr', 'auditor'],
  },
  {
    path: 'delivery',
    label: deliveryWords.title,
    component: Delivery,
    roles: ['administrator', 'manager', 'hr', 'auditor'],
  },
  {
    path: 'sending',
    label: sendingWords.title,
    component: Sending,
    roles: ['administrator', 'manager', 'hr', 'auditor'],
    bureau: false,
  },
  { path: 'calendar', label: calendarWords.title, component: Calendar },
  {
    path: 'forms',
    label: formWords.title,
    component: OwnForms,
    roles: ['administrator', 'manager', 'hr', 'teacher', 'auditor'],
  },
  { path: 'rules', label: ruleWords.title, component: Rules },
  {
    path: 'hit-lists',
    label: hitWords.title,
    component: HitLists,
    roles: ['administrator', 'manager', 'hr', 'auditor'],
  },
  { path: 'rates', label: rateWords.title, component: Rates },
  {
    path: 'benefits',
    label: benefitWords.title,
    component: Benefits,
    roles: ['administrator', 'manager', 'hr', 'auditor'],
  },
  {
    path: 'videos',
    label: mediaWords.settings,
    component: MediaSettings,
    roles: ['administrator', 'manager', 'hr', 'auditor'],
  },
  {
    path: 'keeping',
    label: bureauKeepingWords.title,
    component: BureauKeeping,
    roles: ['administrator', 'manager', 'hr', 'auditor'],
    bureau: true,
  },
  {
    path: 'witness',
    label: witnessWords.title,
    component: Witness,
    roles: ['administrator', 'manager', 'hr', 'auditor'],
  },
  {
    path: 'backup',
    label: keepWords.title,
    component: Backup,
    roles: ['administrator', 'manager', 'hr', 'auditor'],
    host: true,
  },
  {
    path: 'hand-over',
    label: handOverWords.title,
    component: HandOver,
    roles: ['administrator', 'manager', 'hr'],
  },
  { path: 'install', label: installWords.title, component: Install, roles: ['administrator', 'manager', 'hr'] },
]
