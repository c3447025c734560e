import * as v from 'valibot'
import { type ErrorAnswer, errorAnswer } from '../../../shared/api'
import { common } from '../words/common'

/** What the server, or the way to it, answered instead of what was asked for. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly places: NonNullable<ErrorAnswer['places']> = [],
  ) {
    super(message)
    this.name = 'Problem'
  }
}

/** Anything thrown, as something to show. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (v.isValiError(error)) return new Problem('mismatch', common.mismatch)
  if (error instanceof TypeError) return new Problem('offline', common.offline)
  return new Problem('internal', error instanceof Error ? error.message : String(error))
}

/** The server's own words where it sent any. */
export async function problemFrom(response: Response): Promise<Problem> {
  return problemIn(await response.json().catch(() => undefined), `http-${response.status}`)
}

/** The same where the server says so later than it began to answer. */
export function problemIn(value: unknown, fallback: string): Problem {
  const answer = v.safeParse(errorAnswer, value)
  if (!answer.success) return new Problem(fallback, common.mismatch)
  return new Problem(answer.output.code, answer.output.message, answer.output.places)
}

/** What a text answer of the server says; no answer at all is a lost connection. */
export function problemInText(text: string | undefined): Problem {
  if (!text) return new Problem('offline', common.offline)
  try {
    return problemIn(JSON.parse(text), 'internal')
  } catch {
    return new Problem('mismatch', common.mismatch)
  }
}
