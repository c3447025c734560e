import { type Role, roles } from '../../access/actor'
import type { Body, Firm } from '../firms.fixture'

/** One route behind the session. */
export interface Behind {
  /** The roles whose request is answered; every other gets `not-allowed`. A write is tried by the last one alone. */
  may: readonly Role[]
  /** Status of an answer; 200 where it is absent. */
  answers?: number
  /** A request that succeeds for its own organisation; makes what it needs. Without `path` it is the route's. */
  ask?: (firm: Firm) => Promise<Asked> | Asked
  /** What another organisation's administrator gets: `not-found`, `conflict` for want of anything, or an answer and an effect with nothing of this one in it. */
  other: 'not-found' | 'nothing' | 'not-allowed' | 'conflict'
  /** Asked by members of a bureau (`firm.bureau`); an institution's administrator is refused, and the other organisation is another bureau. */
  bureau?: true
}
export interface Asked {
  path?: string
  /** Made anew for each member who asks, where it is their own. */
  body?: Body | ((member: string) => Promise<Body>)
  /** Of another protocol than the console's own (tus). */
  headers?: Record<string, string>
}

/** A route that asks for no session, and what it asks for instead. */
export interface Open {
  open: string
}
export type Lines = Readonly<Record<`${'GET' | 'POST' | 'PATCH' | 'DELETE'} /${string}`, Behind | Open>>

/** Who runs classes; who looks after trainees as well; who looks at them as well; everybody, to hours and amounts. */
export const writers: readonly Role[] = ['administrator', 'manager', 'hr']
export const teachers: readonly Role[] = [...writers, 'teacher']
export const readers: readonly Role[] = [...writers, 'teacher', 'auditor']
export const everybody: readonly Role[] = roles
