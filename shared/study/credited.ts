import type { Course, Lesson } from '../record/bodies'
import type { Milliseconds } from '../record/fields'
import type { Reason } from './reasons'
import type { SeatSources } from './sources'

/** A stretch of wall time that belongs to one seat and either counts (no reason) or does not, with its first reason. */
export interface Piece {
  seat: string
  /** Where it comes from. */
  chain: string
  seq: number
  span: number
  /** Hash of the view entry. */
  view: string
  course: Course
  lesson: Lesson
  from: Milliseconds
  to: Milliseconds
  reason?: Reason
}

/** What one seat has on one Beijing day. */
export interface CreditedDay {
  seat: string
  day: string
  credited: Milliseconds
  deductions: Partial<Record<Reason, Milliseconds>>
  pieces: Piece[]
}

/** `credit(entries, policy, facts)`: all seats, days in order. Milliseconds; seconds and class hours are for showing. */
export interface Credited {
  days: CreditedDay[]
  /** Of seats that have more than their entries. */
  sources: SeatSources[]
  /** Findings of the fold itself: windows longer than the policy's maxOffline. */
  findings: { code: 'offline-too-long'; chain: string; from: number; to: number }[]
  /** Entries of an unknown version or kind, or whose body breaks its schema. */
  unread: { chain: string; seq: number }[]
}
