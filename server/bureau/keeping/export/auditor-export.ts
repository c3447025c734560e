import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { asc } from 'drizzle-orm'
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
import type { MadeFile } from '../../../jobs'
import { requireBureau } from '../../bureau'
import { namesOfMembers } from '../../members'
import { type Exporting, MEMBER, TIME, within } from './asked'
import { type FlatFile, flatFile, paged } from './csv-file'
import { claimFiles } from './of-claims'
import { firmFiles } from './of-firms'
import { moneyFiles } from './of-money'

const details = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))

/**
 * Everything of a bureau as a ZIP of flat CSV files with a field dictionary, for auditors' own tools. ID numbers are masked unless an authorisation
 * (授权文号) is stated, which is audited with it. The caller removes the file. Throws `not-allowed` for all but administrator, manager and auditor.
 */
export async function auditorExport(
  deps: Deps,
  actor: Actor,
  asked: AuditorExport,
): Promise<MadeFile & { path: string }> {
  requireBureau(actor, 'auditor')
  requireOwnRole(actor, 'administrator', 'manager', 'auditor')
  const { store, clock, work } = deps
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
  const exporting: Exporting = { deps, actor, asked, nameOf: await namesOfMembers(store, actor.organisation) }
  const files = [...firmFiles(exporting), ...claimFiles(exporting), ...moneyFiles(exporting), auditFile(exporting)]
  const path = work.next()
  const folder = `审计数据-${dayOf(clock.now())}`
  try {
    await writeZip(path, folder, [dictionaryOf(files), ...files])
    const { size } = await stat(path)
    return { path, bytes: size, name: `${folder}.zip`, type: 'application/zip' }
  } catch (error) {
    await work.remove(path)
    throw error
  }
}

async function writeZip(path: string, folder: string, files: readonly FlatFile[]): Promise<void> {
  const zip = new yazl.ZipFile()
  const out = createWriteStream(path, { mode: 0o600 })
  for (const file of files)
    zip.addReadStreamLazy(`${folder}/${file.name}.csv`, { mode: 0o100644 }, (start) => {
      const content = Readable.from(textOf(file), { objectMode: false })
      content.once('error', (error) => out.destroy(error))
      start(null, content)
    })
  zip.end()
  await pipeline(zip.outputStream, out)
}

async function* textOf({ columns, lines }: FlatFile): AsyncGenerator<Buffer> {
  yield Buffer.from(BOM + csvLine(columns.map(({ title }) => title)))
  for await (const line of lines()) yield Buffer.from(csvLine(line))
}

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
  return flatFile(
    '操作记录',
    '本局成员的一次操作',
    paged((limit, offset) =>
      deps.store.read
        .select()
        .from(audit)
        .where(within(exporting, audit.organisation, audit.at))
        .orderBy(asc(audit.id))
        .limit(limit)
        .offset(offset),
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
