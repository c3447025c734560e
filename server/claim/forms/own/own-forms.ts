import { and, asc, desc, eq, max } from 'drizzle-orm'
import type { FormList, FormReport } from '../../../../shared/api/forms'
import { sha256Hex } from '../../../../shared/crypto'
import { exampleValues } from '../../../../shared/forms/examples'
import type { Layout } from '../../../../shared/forms/layout'
import { layoutOf, layouts } from '../../../../shared/forms/layouts'
import { type Actor, requireRole } from '../../../access/actor'
import { recordAudit } from '../../../access/audit'
import { nodeCrypto } from '../../../crypto'
import type { Store } from '../../../db/store'
import type { Deps } from '../../../deps'
import { Refused } from '../../../ledger/accept'
import { fillOwn } from './fill-own'
import { openOwn, readOwn } from './open-own'

/** A bureau's workbook that stands for a built-in layout. */
export interface OwnForm {
  version: number
  name: string
  bytes: Uint8Array
}
export type OwnForms = ReadonlyMap<string, OwnForm>

/** The workbooks in force, by the form they stand for. */
export async function ownFormsOf({ t, read }: Pick<Store, 't' | 'read'>, organisation: string): Promise<OwnForms> {
  const rows = await read
    .select()
    .from(t.ownForm)
    .where(eq(t.ownForm.organisation, organisation))
    .orderBy(asc(t.ownForm.version))
  const newest = new Map(rows.map((row) => [row.form, row]))
  return new Map(
    [...newest].flatMap(([form, { version, name, bytes }]): [string, OwnForm][] =>
      bytes === null || name === null ? [] : [[form, { version, name, bytes: Buffer.from(bytes, 'base64url') }]],
    ),
  )
}

/** Every form with what it is drawn by now. */
export async function listForms({ store }: Deps, actor: Actor): Promise<FormList> {
  requireRole(actor, 'teacher', 'auditor')
  const { t, read } = store
  const rows = await read
    .select({ form: t.ownForm.form, version: t.ownForm.version, name: t.ownForm.name, at: t.ownForm.at })
    .from(t.ownForm)
    .where(eq(t.ownForm.organisation, actor.organisation))
    .orderBy(desc(t.ownForm.version))
  const kind = actor.kind === 'bureau' ? undefined : actor.kind
  return layouts
    .filter((one) => one.for === undefined || kind === undefined || one.for === kind)
    .map((one) => {
      const newest = rows.find(({ form }) => form === one.id)
      return {
        ...{ id: one.id, name: one.name, of: one.of, version: one.version, source: one.source },
        ...(newest && newest.name !== null && { own: { version: newest.version, name: newest.name, at: newest.at } }),
      }
    })
}

/** What would come of a workbook: what keeps it from being used, and its sheets filled with examples. Changes nothing. */
export async function checkOwnForm(actor: Actor, id: string, bytes: Uint8Array): Promise<FormReport> {
  requireRole(actor, 'hr')
  const layout = demandLayout(id)
  const { problems, names } = readOwn(await openOwn(bytes), layout.of)
  if (problems.length > 0) return { problems, names, sheets: [] }
  const mark = { form: `${layout.name} 本地表样`, code: '0123456789', madeAt: '2027-01-23 08:30' }
  const { sheets } = await fillOwn(bytes, layout.of, exampleValues(layout.of), mark)
  return { problems, names, sheets }
}

/** Puts a workbook in the place of a built-in layout, as the next version. Throws `file-refused` with what is wrong with it. Audited. */
export async function publishOwnForm(
  deps: Deps,
  actor: Actor,
  { id, name, bytes }: { id: string; name: string; bytes: Uint8Array },
): Promise<void> {
  requireRole(actor, 'hr')
  const layout = demandLayout(id)
  const { problems } = readOwn(await openOwn(bytes), layout.of)
  if (problems.length > 0) throw new Refused('file-refused', problems.join('；'))
  await writeVersion(deps, actor, 'form.publish', layout, {
    name,
    hash: sha256Hex(nodeCrypto, bytes),
    bytes: Buffer.from(bytes).toString('base64url'),
  })
}

/** Returns to the built-in layout; the workbook stays where it was kept. Nothing happens where none is in force. Audited. */
export async function withdrawOwnForm(deps: Deps, actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'hr')
  const layout = demandLayout(id)
  if (!(await ownFormsOf(deps.store, actor.organisation)).has(id)) return
  await writeVersion(deps, actor, 'form.withdraw', layout, { name: null, hash: null, bytes: null })
}

/** Throws `not-found`. */
export function demandLayout(id: string): Layout {
  const layout = layoutOf(id)
  if (!layout) throw new Refused('not-found', '没有这张表')
  return layout
}

async function writeVersion(
  { store, clock }: Deps,
  actor: Actor,
  action: 'form.publish' | 'form.withdraw',
  { id, name }: Layout,
  file: { name: string | null; hash: string | null; bytes: string | null },
): Promise<void> {
  const { t } = store
  const { organisation } = actor
  await store.tx(async (q) => {
    const [newest] = await q
      .select({ version: max(t.ownForm.version) })
      .from(t.ownForm)
      .where(and(eq(t.ownForm.organisation, organisation), eq(t.ownForm.form, id)))
    const version = (newest?.version ?? 0) + 1
    await q.insert(t.ownForm).values({ organisation, form: id, version, ...file, by: actor.member, at: clock.now() })
    await recordAudit(q, store, clock, actor, action, id, { name: file.name ?? name, version })
  })
}
