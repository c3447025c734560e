import { byteLength } from '../../../shared/crypto'
import { type ExchangeAnswer, MOST_STATEMENTS } from '../../../shared/exchange/answers'
import type { Actor } from '../../access/actor'
import type { Deps } from '../../deps'
import type { TrustedFirm } from '../register/trusted'
import { type Cursor, cursorText, readCursor, type Statement } from './cursor'
import { answerOf, deliveriesOf } from './deliveries'
import { statementsAfter } from './statements'

const MOST_DELIVERIES = 200
/** Bytes of statements in one answer; a single one may be larger. */
const MOST_BYTES = 1_000_000
/** A statement is in the database at most so long after the time that it bears, ms: those of the last minute are told once more. */
const SETTLED = 60_000

/** Where the files of a 单位 stand, and what was signed about it after the place it names. Throws `bad-request` of a place that is none. */
export async function answerQuestion(
  deps: Deps,
  { organisation }: Pick<Actor, 'organisation'>,
  { firm }: TrustedFirm,
  after: string,
): Promise<ExchangeAnswer> {
  const { store, clock } = deps
  const { read } = store
  const begin = readCursor(after)
  const found = await statementsAfter(read, store, { organisation, firm }, begin, MOST_STATEMENTS + 1)
  const told = withinBytes(found.slice(0, MOST_STATEMENTS))
  const more = told.length < found.length
  const last = told.at(-1) ?? begin
  return {
    deliveries: (await deliveriesOf(read, store, firm, MOST_DELIVERIES)).map((known) => answerOf(deps, known)),
    statements: told.map(({ kind, at, text }) => ({ kind, at, text })),
    until: cursorText(more ? last : settled(last, clock.now() - SETTLED)),
    more,
  }
}

function withinBytes(found: readonly Statement[]): Statement[] {
  let bytes = 0
  return found.filter(({ text }, i) => {
    bytes += byteLength(text)
    return i === 0 || bytes <= MOST_BYTES
  })
}

/** Before every id of that time. */
const settled = (last: Cursor, until: number): Cursor => (last.at <= until ? last : { at: Math.max(0, until), id: '' })
