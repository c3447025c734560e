import type { AttendanceRow } from '../../shared/api'
import type { Amount } from '../../shared/claim/amount'
import type { PersonFacts } from '../../shared/claim/facts'
import type { Fen } from '../../shared/claim/money'
import type { RateTable } from '../../shared/claim/rates'
import type { Filed } from '../../shared/plan/papers'
import type { CountedHours } from '../../shared/study/attained'
import type { Certificate, ExamResult } from '../../shared/study/facts'
import type { TaughtLesson } from '../lessons/teaching-log'
import type { LessonVideo } from '../media/lesson-videos'
import type { ClassData, PersonData } from './class-data'

/** One training of one person in a claim: what is asked for, and everything its papers show. */
export interface ClaimPerson {
  class: string
  seat: string
  data: PersonData
  /** What the amount was reckoned from; `person` is the seat's person, never a name. */
  facts: PersonFacts
  /** `wenzhou-2020@1`; absent where no table was in force. */
  table?: string
  amount: Amount
  hours: CountedHours
  results: readonly ExamResult[]
  certificate?: Certificate
  /** 人员类别 and 联系电话 of the roster, where it has them. */
  category: string
  phone: string
  /** 考核成绩 as the forms show it: `理论 88 实操 92 合格`. */
  scoreText: string
  passed: boolean
}

export interface ClaimClass {
  data: ClassData
  teaching: readonly TaughtLesson[]
  videos: readonly LessonVideo[]
  /** 签到签退 by day, as `listAttendance` gives it, the oldest day first; read one after the other. */
  attendance: Iterable<AttendanceRow>
  /** The plan as it was filed, with whole numbers (`filedOf`); absent where it was not filed here. */
  filed?: Filed
  /** 备案号 / 开班申请编号, of the bureau's decision; empty where there is none. */
  filing: string
  /** Everybody who has a seat, whether the claim asks for them or not. */
  enrolled: number
}

/** 单位 as its papers name it. */
export interface Claimant {
  id: string
  kind: 'enterprise' | 'institution'
  name: string
  creditCode: string
  address: string
  contact: string
  phone: string
  legalPerson: string
  account: { name: string; bank: string; number: string }
}

/** 补贴申请: everything its forms and its package show, derived again from the records at one moment. */
export interface ClaimData {
  id: string
  /** `2026-003`, the organisation's own. */
  number: string
  title: string
  /** 1 at first; a claim that is changed after it was handed in gets the next. */
  version: number
  madeAt: number
  claimant: Claimant
  classes: readonly ClaimClass[]
  /** In the order of classes and seats: those that the claim asks for, and no others. */
  people: readonly ClaimPerson[]
  tables: readonly [RateTable, ...RateTable[]]
  total: Fen
  /** 大写 */
  capitals: string
  /** Whether trainees have the subsidy claimed for them by an agreement. */
  onBehalf: boolean
  /**
   * SHA-256 of all data the papers show, JCS: a stamped scan belongs to exactly one. Its first ten signs stand as the short code on every
   * page and in the package.
   */
  dataHash: string
}
