import { type HereMessage, PRACTICE, type PracticeMessage } from '../../shared/api/reach'
import { dayOf } from '../../shared/calendar/beijing'
import type { Span } from '../../shared/record/bodies'
import { readEntry, readKnown } from '../../shared/record/entry'
import type { Milliseconds } from '../../shared/record/fields'
import { webCrypto } from './crypto'
import type { Desk } from './desk'
import type { Recorder } from './recorder'
import type { ChainRow, SyncOutcome, ViewRow } from './rows'

/** What is recorded of the practice lesson is handed in from here on, and not only when its draft is full. */
const LESSON: Milliseconds = 60_000
/** The last attempt that ended so has no doubt reached the server. */
const REACHED: readonly SyncOutcome[] = ['received', 'nothing-new']

const inUse = ({ state }: ChainRow): boolean => state !== 'replaced' && state !== 'unusable'

/** Origins of the servers that chains of this device hand in to. */
export const serversOf = (chains: readonly ChainRow[]): string[] => [
  ...new Set(chains.filter(inUse).flatMap(({ server }) => server ?? [])),
]

/**
 * What a page of a server may know: that the extension is here, how many seats on that server it holds, and how the practice
 * lesson is getting on. Nothing at all for a page of anybody else. No name, no class, no code.
 */
export async function answerHello(
  { recorder, drafts, build }: Desk,
  address: string,
): Promise<(HereMessage | PracticeMessage)[]> {
  const { origin, pathname } = new URL(address)
  const rows = (await recorder.db.getAll('chains')).filter((row) => row.server === origin && inUse(row))
  if (rows.length === 0) return []
  const receipts = rows.filter(({ receipted }) => receipted >= 0).map(({ receivedAt }) => receivedAt)
  const here: HereMessage = {
    xueji: 'here',
    build,
    joined: rows.length,
    ...(receipts.length > 0 && { lastReceiptAt: Math.max(...receipts) }),
  }
  if (!pathname.startsWith(PRACTICE.path)) return [here]
  const lesson = await practised(recorder, rows)
  if (lesson.recordedMs === 0) return [here]
  await handInLesson(recorder, drafts, lesson)
  const reached = rows.some(({ lastSync }) => lastSync === undefined || REACHED.includes(lastSync.outcome))
  const { recordedMs, receivedMs } = lesson
  return [here, { xueji: 'practice', recordedMs, ...(reached && { receivedMs }) }]
}

export interface Practised {
  /** Today, sealed and still open. */
  recordedMs: Milliseconds
  /** Of them, what has a receipt. */
  receivedMs: Milliseconds
  /** Views of the lesson with spans that are not sealed. */
  open: ViewRow[]
}

/** How much of the practice lesson these chains hold today. */
export async function practised(recorder: Recorder, rows: readonly ChainRow[]): Promise<Practised> {
  const { db } = recorder
  const today = dayOf(recorder.now())
  const seen = (spans: readonly Span[]) =>
    spans
      .filter(({ wall, visible, pip }) => dayOf(wall) === today && (visible || pip))
      .reduce((sum, { ms }) => sum + ms, 0)
  let [recordedMs, receivedMs] = [0, 0]
  for (const { chain, receipted } of rows) {
    const views = await db.getAllFromIndex('entries', 'kind', [chain, 'view'])
    const lessons = views.filter(({ line }) => line.includes(`"site":"${PRACTICE.site}"`)).map(({ hash }) => hash)
    if (lessons.length === 0) continue
    for (const { seq, line } of await db.getAllFromIndex('entries', 'kind', [chain, 'watch'])) {
      if (!lessons.some((hash) => line.includes(hash))) continue
      const known = readKnown(readEntry(webCrypto, line))
      const ms = known?.kind === 'watch' ? seen(known.body.spans) : 0
      recordedMs += ms
      if (seq <= receipted) receivedMs += ms
    }
  }
  const open = (await db.getAll('views')).filter(
    (row) => row.body.site === PRACTICE.site && row.spans.length > 0 && rows.some(({ chain }) => chain === row.chain),
  )
  for (const row of open) recordedMs += seen(row.spans.map(({ span }) => span))
  return { recordedMs, receivedMs, open }
}

/** After a minute, what is in drafts is sealed, so that it can be handed in while the trainee looks. Sealing hands in by itself. */
export async function handInLesson(
  recorder: Recorder,
  drafts: Desk['drafts'],
  { recordedMs, open }: Practised,
): Promise<void> {
  if (recordedMs < LESSON) return
  for (const { view } of open) {
    await recorder.turn(async () => {
      const row = await recorder.db.get('views', view)
      if (!row || row.spans.length === 0) return
      const unsealed = row.spans.reduce((sum, { span }) => sum + span.ms, 0)
      // What goes on playing after the minute is sealed by and by.
      if (row.playing.state !== 'advancing' || unsealed >= LESSON / 2) await drafts.seal(row, true)
    })
  }
}
