import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Refused } from '../ledger/accept'

/**
 * Refuses a body of more than `maxSize` bytes. Where its length is announced, Node itself holds the sender to it, and the
 * body is not touched: hono's own limit would open it as a web stream, which costs more than reading it.
 */
export function limited(maxSize: number, message: string): MiddlewareHandler {
  const refuse = () => {
    throw new Refused('too-large', message)
  }
  const measured = bodyLimit({ maxSize, onError: refuse })
  return (c, next) => {
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return measured(c, next)
    return Number(length) > maxSize ? refuse() : next()
  }
}
