import { and, eq, gte, lt, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { AuditorExport } from '../../../../shared/api/bureau-keeping'
import { dayRange } from '../../../../shared/calendar/beijing'
import type { Actor } from '../../../access/actor'
import type { Deps } from '../../../deps'

/** What the files of one export have in common. */
export interface Exporting {
  deps: Pick<Deps, 'store' | 'secrets'>
  actor: Actor
  asked: AuditorExport
  nameOf: (member: string) => string
}

/** Rows of the actor's bureau whose instant lies within the days that were asked for. */
export const within = (
  { actor, asked }: Pick<Exporting, 'actor' | 'asked'>,
  organisation: SQLWrapper,
  at: SQLWrapper,
): SQL | undefined =>
  and(
    eq(organisation, actor.organisation),
    asked.from === undefined ? undefined : gte(at, dayRange(asked.from).from),
    asked.to === undefined ? undefined : lt(at, dayRange(asked.to).to),
  )

/** Amounts are yuan with two decimals, instants Beijing time, days `2026-11-26`. */
export const yuan = (fen: number): string => (fen / 100).toFixed(2)
export const YUAN = '元，两位小数'
export const TIME = '北京时间，年-月-日 时:分'
export const DAY = '年-月-日'
export const NUMBER = '补贴申请在本局的编号，各文件以它相连'
export const MEMBER = '本局成员姓名'
