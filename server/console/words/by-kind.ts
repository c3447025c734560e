import { session } from '../client/session'

/** What an enterprise calls a thing, and what a training institution does. */
export type ByKind<T> = readonly [enterprise: T, institution: T]

/**
 * The word of the organisation that is signed in: 培训方案备案 of an enterprise is 开班申请 of an institution; a bureau reads
 * institutions' words. To be asked when a screen is drawn: at loading nobody is signed in yet.
 */
export function byKind<T>([enterprise, institution]: ByKind<T>): T {
  const { value } = session
  return value.at === 'signed-in' && value.me.organisation.kind !== 'enterprise' ? institution : enterprise
}
