import type { ExchangeAnswer } from '../../../shared/exchange/answers'
import type { Milliseconds } from '../../../shared/record/fields'
import { Refused } from '../../ledger/accept'

/** Up to where a 单位 has read: time and id of a statement, so that those of one millisecond have an order. */
export interface Cursor {
  at: Milliseconds
  id: string
}
export const START: Cursor = { at: 0, id: '' }

/** A signed statement as it is handed out, and its place in the order. */
export type Statement = ExchangeAnswer['statements'][number] & { id: string }

export const cursorText = ({ at, id }: Cursor): string => (at === 0 ? '' : `${at}/${id}`)

/** Throws `bad-request` of what is no cursor of ours. */
export function readCursor(text: string): Cursor {
  if (text === '') return START
  const [, at, id = ''] = /^([1-9]\d{0,14})\/([\w-]{0,64})$/.exec(text) ?? []
  if (at === undefined) throw new Refused('bad-request', '查询的起点不对，请从头查询')
  return { at: Number(at), id }
}
