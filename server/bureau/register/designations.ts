import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { AddDesignation } from '../../../shared/api/bureau-register'
import { readCreditCode } from '../../../shared/people/credit-code'
import type { Actor } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { workbook } from '../../claim/workbook'
import type { Queries, Store } from '../../db/store'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { chunksOf } from '../../training/roster/chunks'
import { readTables } from '../../training/roster/read-table'
import { RosterRefused } from '../../training/roster/table'
import { recheckDesignation } from '../across/recheck-later'
import { requireBureau } from '../bureau'
import { designationColumns, readDesignations } from './read-designations'

const MOST = 5000

/** Puts an institution on the list of 定点培训机构. Throws `bad-request`. Audited. */
export async function addDesignation(
  { store, clock, rechecker }: Deps,
  actor: Actor,
  given: AddDesignation,
): Promise<void> {
  requireBureau(actor, 'hr')
  if (given.to !== '' && given.to < given.from) throw new Refused('bad-request', '有效期的截止日早于起始日，请改正')
  const input = { ...given, creditCode: readCreditCode(given.creditCode).code }
  await store.tx(async (q) => {
    const row = rowOf(actor, clock.now(), input)
    const first = (await keysOf(q, store, actor.organisation)).size === 0
    await q.insert(store.t.bureauDesignation).values(row)
    await recheckDesignation(q, store, {
      ...{ organisation: actor.organisation, reason: `登记了定点培训机构“${input.name}”（${input.batch}）` },
      ...(!first && { institution: input }),
    })
    await recordAudit(q, store, clock, actor, 'designation.add', row.id, { name: input.name, batch: input.batch })
  })
  rechecker.wake()
}

/**
 * Takes a batch from XLSX or CSV: a row an institution and occupation; rows of one institution and batch are joined. All or nothing: whatever cannot be read
 * is told with sheet, row and column. What stands there alike already is left. Throws `file-refused` and `roster-refused`. Audited.
 */
export async function importDesignations(
  { store, clock, rechecker }: Deps,
  actor: Actor,
  file: Uint8Array,
): Promise<{ added: number; known: number }> {
  requireBureau(actor, 'hr')
  const { rows, wrong } = readDesignations(await readTables(file))
  if (wrong.length > 0)
    throw new RosterRefused(wrong.slice(0, 500), `名单有 ${wrong.length} 处需要改正，没有导入。改好后请重新上传`)
  if (rows.length === 0)
    throw new RosterRefused(
      [{ message: '没有找到表头：第一行要有“机构名称”“统一社会信用代码”“批次”和“有效期起”' }],
      '这份文件里没有定点培训机构，没有导入',
    )
  if (rows.length > MOST)
    throw new RosterRefused([{ message: `一次最多 ${MOST} 家，请分开导入` }], '名单太长，没有导入')
  const result = await store.tx(async (q) => {
    const known = await keysOf(q, store, actor.organisation)
    const added = rows.filter((row) => !known.has(keyOf(row))).map((row) => rowOf(actor, clock.now(), row))
    for (const some of chunksOf(added)) await q.insert(store.t.bureauDesignation).values([...some])
    const reason = `导入了定点培训机构名单（${added.length} 家）`
    if (added.length > 0) await recheckDesignation(q, store, { organisation: actor.organisation, reason })
    await recordAudit(q, store, clock, actor, 'designation.import', actor.organisation, { added: added.length })
    return { added: added.length, known: rows.length - added.length }
  })
  rechecker.wake()
  return result
}

const keyOf = ({ creditCode, batch, from }: Pick<AddDesignation, 'creditCode' | 'batch' | 'from'>) =>
  [creditCode, batch, from].join('\n')

async function keysOf(q: Queries, { t }: Pick<Store, 't'>, organisation: string): Promise<Set<string>> {
  const d = t.bureauDesignation
  const rows = await q
    .select({ creditCode: d.creditCode, batch: d.batch, from: d.from })
    .from(d)
    .where(eq(d.organisation, organisation))
  return new Set(rows.map(keyOf))
}

const rowOf = (actor: Actor, at: number, input: AddDesignation) => ({
  ...{ ...input, id: randomUUID(), organisation: actor.organisation },
  ...{ occupations: JSON.stringify(input.occupations), by: actor.member, at },
})

/** An empty list to fill in, with an example that an import leaves out. */
export function designationTemplate(actor: Actor): Promise<Uint8Array> {
  requireBureau(actor, 'hr')
  return workbook([
    {
      ...{ name: '定点培训机构', heading: [] },
      columns: designationColumns.map(({ title, width }) => ({ title, width, text: true })),
      rows: [designationColumns.map(({ example }) => example)],
    },
  ])
}
