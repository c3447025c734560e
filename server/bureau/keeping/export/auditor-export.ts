import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { and, asc, eq, gt, or } from 'drizzle-orm'
import * as v from 'valibot'
import yazl from 'yazl'
import { actionWords } from '../../../../shared/api/audit-actions'
import type { AuditorExport } from '../../../../shared/api/bureau-keeping'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { BOM, csvLine } from '../../../../shared/csv'
import { type Actor, requireOwnRole } from '../../../access/actor'
import { recordAudit } from '../../../access/audit'
import { detailWords } from '../../../access/audit-details'
import type { Deps } from '../../../deps'
import type { MadeFile, Say } from '../../../jobs'
import { requireBureau } from '../../bureau'
import { namesOfMembers } from '../../members'
import { type Exporting, MEMBER, TIME, within } from './asked'
import { type FlatFile, flatFile, pagedAfter } from './csv-file'
import { claimFiles } from './of-claims'
import { firmFiles } from './of-firms'
import { moneyFiles } from './of-money'
import { reviewFiles } from './of-reviews'
import { statementFiles } from './of-statements'

const details = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))

/** What was made waits for a day: whole ID numbers may be in it. */
const WAITS = 86_400_000

/**
 * Begins the auditor's export: everything of a bureau as a ZIP of flat CSV files with a field dictionary, for auditors' own tools. ID numbers are
 * masked unless an authorisation (授权文号) is stated, which is audited with it. What it makes is of who asked alone, for a day. Throws `not-allowed` for
 * all but administrator, manager and auditor.
 */
export async function startAuditorExport(deps: Deps, actor: Actor, asked: AuditorExport): Promise<string> {
  requireBureau(actor, 'auditor')
  requireOwnRole(actor, 'administrator', 'manager', 'auditor')
  const { store, clock, jobs } = deps
  const { authorisation } = asked
  await store.tx((q) =>
    recordAudit(
      q,
      store,
      clock,
      actor,
      authorisation === '' ? 'audit-data.export' : 'audit-data.export-full',
      actor.organisation,
      {
        ...{ from: asked.from ?? '', to: asked.to ?? '', source: authorisation },
      },
    ),
  )
  return jobs.start(actor, '准备', (say) => makeExport(deps, actor, asked, say), { only: actor.member, kept: WAITS })
}

/** Row after row into a work file, whatever the number of rows. The caller removes it. */
export async function makeExport(
  deps: Pick<Deps, 'store' | 'clock' | 'secrets' | 'work'>,
  actor: Actor,
  asked: AuditorExport,
  say: Say,
): Promise<MadeFile & { path: string }> {
  const { store, clock, work } = deps
  const exporting: Exporting = { deps, actor, asked, nameOf: await namesOfMembers(store, actor.organisation) }
  const files = [
    ...firmFiles(exporting),
    ...claimFiles(exporting),
    ...reviewFiles(exporting),
    ...moneyFiles(exporting),
    ...statementFiles(exporting),
    auditFile(exporting),
  ]
  const path = work.next()
  const folder = `审计数据-${dayOf(clock.now())}`
  try {
    await writeZip(path, folder, [dictionaryOf(files), ...files], say)
    const { size } = await stat(path)
    return { path, bytes: size, name: `${folder}.zip`, type: 'application/zip' }
  } catch (error) {
    await work.remove(path)
    throw error
  }
}

async function writeZip(path: string, folder: string, files: readonly FlatFile[], say: Say): Promise<void> {
  const zip = new yazl.ZipFile()
  const out = createWriteStream(path, { mode: 0o600 })
  for (const [i, file] of files.entries())
    zip.addReadStreamLazy(`${folder}/${file.name}.csv`, { mode: 0o100644 }, (start) => {
      const content = Readable.from(
        textOf(file, (rows) => say(`${file.name}（${rows} 行）`, i, files.length)),
        { objectMode: false },
      )
      content.once('error', (error) => out.destroy(error))
      start(null, content)
    })
  zip.end()
  await pipeline(zip.outputStream, out)
}

/** Lines in pieces of some kilobytes, so that a row costs no turn of its own. */
async function* textOf({ columns, lines }: FlatFile, tell: (rows: number) => void): AsyncGenerator<Buffer> {
  let text = BOM + csvLine(columns.map(({ title }) => title))
  let rows = 0
  tell(rows)
  for await (const line of lines()) {
    text += csvLine(line)
    rows++
    if (text.length < PIECE) continue
    yield Buffer.from(text)
    text = ''
    tell(rows)
    // Who asks something else of the server comes first.
    await setImmediate()
  }
  yield Buffer.from(text)
}
const PIECE = 1 << 15

/** 字段说明: a line a column of every file. */
const dictionaryOf = (files: readonly FlatFile[]): FlatFile => ({
  ...{ name: '字段说明', about: '一个文件的一栏' },
  columns: ['文件', '一行是什么', '栏次', '栏目', '说明'].map((title) => ({ title, means: '' })),
  async *lines() {
    for (const { name, about, columns } of files)
      for (const [i, { title, means }] of columns.entries()) yield [`${name}.csv`, about, i + 1, title, means]
  },
})

function auditFile(exporting: Exporting): FlatFile {
  const { deps, nameOf } = exporting
  const { audit } = deps.store.t
  const behind = ({ at, id }: { at: number; id: string }) =>
    or(gt(audit.at, at), and(eq(audit.at, at), gt(audit.id, id)))
  return flatFile(
    '操作记录',
    '本局成员的一次操作',
    pagedAfter<typeof audit.$inferSelect>((limit, after) =>
      deps.store.read
        .select()
        .from(audit)
        .where(and(within(exporting, audit.organisation, audit.at), after && behind(after)))
        .orderBy(asc(audit.at), asc(audit.id))
        .limit(limit),
    ),
    [
      { title: '时间', means: TIME, value: (row) => showTime(row.at) },
      { title: '人员', means: MEMBER, value: (row) => nameOf(row.actor) },
      { title: '操作', means: '文字', value: (row) => actionWords(row.action) },
      { title: '对象', means: '内部编号', value: (row) => row.subject },
      { title: '内容', means: '文字', value: (row) => detailWords(v.parse(details, JSON.parse(row.detail))) },
    ],
  )
}
