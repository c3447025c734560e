import { signal } from '@preact/signals'
import type { Me } from '../../../shared/api'
import { api } from './api'
import { onSignedOut } from './http'
import { type Problem, problemOf } from './problem'

export type Session =
  | { at: 'loading' }
  | { at: 'failed'; problem: Problem }
  | { at: 'not-set-up'; secure: boolean }
  | { at: 'signed-out'; secure: boolean }
  | { at: 'signed-in'; me: Me; secure: boolean }

/** Who is signed in. The address stays while somebody signs in again, so they come back to where they were. */
export const session = signal<Session>({ at: 'loading' })

let secure = true
onSignedOut(() => {
  session.value = { at: 'signed-out', secure }
})

export async function startSession(): Promise<void> {
  session.value = { at: 'loading' }
  try {
    const state = await api.state()
    secure = state.secure
    if (state.setUp) enter(await api.me())
    else session.value = { at: 'not-set-up', secure }
  } catch (error) {
    const problem = problemOf(error)
    if (problem.code !== 'sign-in-needed') session.value = { at: 'failed', problem }
  }
}

export function enter(me: Me): void {
  session.value = { at: 'signed-in', me, secure }
}

/** Throws `Problem`. */
export async function leave(): Promise<void> {
  await api.signOut()
  session.value = { at: 'signed-out', secure }
}

/** Who runs plans and classes. Others read; the server refuses them anything else, so the console does not offer it. */
export const mayWrite = (): boolean => isOneOf('administrator', 'manager', 'hr')

/** Who sees the people of a class and what is found about them; 财政 sees hours and amounts alone. */
export const readers = ['administrator', 'manager', 'hr', 'teacher', 'auditor'] as const

/** Whether the server belongs to the organisation of who is signed in. */
export const isHost = (): boolean => session.value.at === 'signed-in' && session.value.me.organisation.host === true

/** Whether who is signed in is of a bureau. */
export const isBureau = (): boolean =>
  session.value.at === 'signed-in' && session.value.me.organisation.kind === 'bureau'

/** Whether somebody of one of these roles is signed in. */
export const isOneOf = (...roles: readonly string[]): boolean =>
  session.value.at === 'signed-in' && roles.includes(session.value.me.user.role)
