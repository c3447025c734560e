import { showTime } from '../../shared/calendar/beijing'
import { base64url } from '../../shared/crypto'
import type { HandInLine } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import type { Recorder } from '../journal/recorder'
import type { ChainRow, PersonRow, StateRow } from '../journal/rows'
import { type Journal, ofChain } from '../journal/store'
import { nextBatch, sendable } from './batches'

export interface NamedText {
  name: string
  text: string
}

/**
 * 上交文件: every chain of these people from its first entry, with its key and signatures, cut at the receipts it holds.
 * Importing it again is harmless, so it always holds everything.
 */
export async function handInFile(db: Journal, rows: readonly ChainRow[], now: number): Promise<NamedText> {
  const parts: string[] = []
  for (const row of rows) {
    if (sendable(row) === 0 || row.state === 'unusable') continue
    parts.push(`${canonical(envelope(row))}\n`)
    for (let from = 0; ; ) {
      const batch = await nextBatch(db, row, from)
      if (!batch) break
      parts.push(batch.body)
      from = batch.to + 1
    }
    parts.push(...(await appealPart(db, row)))
  }
  const [first] = rows
  const stamp = showTime(now).replace(/[-: ]/g, '')
  return {
    name: `学迹上交文件-${first?.class.body.class.name ?? ''}-${stamp}.xueji.ndjson`.replace(/[\\/:*?"<>|\s]/g, ''),
    text: parts.join(''),
  }
}

/** 申请复核 of a chain, as a part of their own: a server that knows none refuses that part and takes the records. */
async function appealPart(db: Journal, row: ChainRow): Promise<string[]> {
  const appeals = await db.getAllFromIndex('appeals', 'chain', row.chain)
  return appeals.length === 0
    ? []
    : [`${canonical(envelope(row))}\n`, ...appeals.map(({ line }) => `${canonical(line)}\n`)]
}

const envelope = ({ device, chain, spki, code }: ChainRow): HandInLine => ({
  v: 1,
  device,
  chain,
  key: base64url(spki),
  ...(code !== undefined && code !== '' && { code: code.slice(0, 40) }),
})

/** Whose data may be given out: of whoever is signed in; where nobody is, of the only person here, unless a PIN keeps it. */
export function exporter(state: Pick<StateRow, 'signedIn'>, people: readonly PersonRow[]): string | undefined {
  const [only, ...others] = people
  return state.signedIn?.person ?? (only && others.length === 0 && !only.pin ? only.id : undefined)
}

/** 导出我的全部数据: everything this device holds of a person, one JSON object a line. Keys cannot be read and are not in it. */
export async function exportAll(recorder: Recorder, owner: string): Promise<NamedText> {
  const { db } = recorder
  const at = recorder.now()
  const lines: string[] = []
  const add = (value: object) => lines.push(JSON.stringify(value))
  add({ export: 1, at })
  const person = await db.get('people', owner)
  if (person) {
    const { pin, ...rest } = person
    add({ person: { ...rest, hasPin: pin !== undefined } })
  }
  add({ state: own(await recorder.state(), owner) })
  const rows = (await db.getAll('chains')).filter((row) => row.person === owner)
  for (const row of rows) {
    const { privateKey: _, spki, join: __, challenge: ___, code: ____, ...rest } = row
    add({ seat: { ...rest, key: base64url(spki) } })
    for (const { line } of await db.getAll('entries', ofChain(row.chain))) lines.push(line)
    for (const { line } of await db.getAll('receipts', ofChain(row.chain))) lines.push(canonical(line))
    for (const { line } of await db.getAllFromIndex('appeals', 'chain', row.chain)) lines.push(canonical(line))
  }
  for (const view of await db.getAll('views')) if (rows.some(({ chain }) => chain === view.chain)) add({ draft: view })
  return {
    name: `学迹-我的全部数据-${showTime(at).replace(/[-: ]/g, '')}.ndjson`,
    text: lines.map((line) => `${line}\n`).join(''),
  }
}

/** What the device keeps besides the records: of this person, and of nobody in particular. */
function own(
  { key: _, attempt: __, signedIn, choices, held, score, asking, ...rest }: StateRow,
  owner: string,
): object {
  const here = signedIn?.person === owner
  return {
    ...rest,
    choices: Object.fromEntries(Object.entries(choices).filter(([name]) => name.startsWith(`${owner}/`))),
    held: held?.filter(({ person }) => person === owner),
    ...(score?.person === owner && { score }),
    ...(here && { signedIn, asking }),
  }
}
