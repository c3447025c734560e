import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import * as v from 'valibot'
import type { ErrorAnswer, ErrorCode } from '../../shared/api'
import { StorageFull } from '../db/store'
import { KeepRefused } from '../keep/refused'
import { Refused } from '../ledger/accept'
import { isFull } from '../media/staging'
import { RosterRefused } from '../training/roster/table'

/** The one mapping of codes to HTTP. */
export const status: Record<ErrorCode, ContentfulStatusCode> = {
  'bad-request': 400,
  'too-large': 413,
  'entry-refused': 422,
  'signature-refused': 403,
  'sequence-hole': 409,
  challenge: 401,
  'chain-unknown': 404,
  'join-refused': 403,
  'insecure-transport': 403,
  'too-many-requests': 429,
  'storage-full': 507,
  'sign-in-needed': 401,
  'code-needed': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'setup-done': 409,
  'file-refused': 422,
  'roster-refused': 422,
  'plan-incomplete': 422,
  'plan-not-approved': 409,
  internal: 500,
}

/** Turns whatever was thrown into an errorAnswer; the unexpected is logged without its data and answered `internal`. */
export function answerError(c: Context, error: unknown): Response {
  const answer = errorAnswerOf(error)
  if (answer.retryAfter !== undefined) c.header('Retry-After', String(answer.retryAfter))
  return c.json(answer, status[answer.code])
}

/** What an error is answered with, also where an answer has begun already. */
export function errorAnswerOf(error: unknown): ErrorAnswer {
  if (error instanceof RosterRefused)
    return { code: error.code, message: error.message, places: error.places.slice(0, 500) }
  if (error instanceof Refused) {
    const { expected, seq, retryAfter } = error.detail
    return {
      code: error.code,
      message: error.message,
      ...(expected !== undefined && { expected }),
      ...(seq !== undefined && { seq }),
      ...(retryAfter !== undefined && { retryAfter }),
    }
  }
  if (error instanceof KeepRefused) return { code: keepCode(error), message: error.message }
  if (error instanceof StorageFull || isFull(error))
    return { code: 'storage-full', message: '服务器磁盘已满，没有保存。请清理磁盘后再试' }
  if (v.isValiError(error)) {
    const issue = error.issues[0]
    const path = issue.path?.map((item: { key: unknown }) => String(item.key)).join('.')
    return { code: 'bad-request', message: `提交的内容不完整或格式不对${path ? `（${path}）` : ''}，请检查后再试` }
  }
  console.error(
    'unexpected error:',
    error instanceof Error ? `${error.name}: ${error.message}\n${error.stack}` : typeof error,
  )
  return { code: 'internal', message: '服务器出错了，没有完成。请稍后再试；若再出现，请联系管理员' }
}

const keepCode = ({ reason }: KeepRefused): ErrorCode =>
  reason === 'full' ? 'storage-full' : reason === 'busy' || reason === 'not-empty' ? 'conflict' : 'file-refused'
