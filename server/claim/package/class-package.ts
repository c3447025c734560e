import { randomUUID } from 'node:crypto'
import { dayOf } from '../../../shared/calendar/beijing'
import { files } from '../../../shared/package/layout'
import { fingerprint } from '../../../shared/record/batch'
import { canonical } from '../../../shared/record/canonical'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import type { MadeFile, Say } from '../../jobs'
import type { SealedLog } from '../../ledger/ledger'
import { chainsOfClass, everything, type Through } from '../../study/load'
import { classOf, type TrainingClass } from '../../training/class-of'
import { ruleTexts } from '../../training/rules'
import { type ClassData, classData } from '../class-data'
import { rosterForm, scoresForm, studyForm } from '../forms'
import { summaryPdf } from '../summary'
import { addLines, addText, BagWriter, type Sink } from './bag-writer'
import { verificationNotes } from './notes'
import { putAppeals } from './put-appeals'
import { putKeys } from './put-keys'
import { putRecord, putRules } from './put-record'
import { putTestPapers } from './put-test-papers'
import { recordBuild } from './records'

/**
 * The package of a class (阶段包 while it runs) as shared/package/README.md has it in version 1, signed with the organisation's
 * package key. Audited: its roster holds full ID numbers.
 */
export async function buildPackage(
  deps: Deps,
  actor: Actor,
  classId: string,
  say: Say = () => undefined,
): Promise<MadeFile> {
  requireRole(actor, 'hr')
  // Made at its first use, and older than anything it signs.
  const signer = await deps.keys.package(actor.organisation)
  const madeAt = deps.clock.now()
  const trained = await classOf(deps.store, classId, actor.organisation)
  const { sealed, data } = await snapshot(deps, trained, say)
  const bag = `xueji-${dayOf(madeAt)}-${randomUUID()}`
  const writer = new BagWriter(bag, deps.work.next())
  try {
    await putSealed(writer, sealed)
    const rules = new Set<string>()
    const onSeat = (done: number, all: number) => say('读取学习记录（人）', done, all)
    await putRecord(writer, deps, data, { version: '1', sealed, madeAt, rules, onSeat })
    await putRules(writer, rules, await ruleTexts(deps, actor.organisation))
    await putAppeals(writer, deps, trained, data.facts)
    await putTestPapers(writer, deps, trained.id)
    say('生成表格', 0, 0)
    await putForms(writer, data, madeAt)
    await putKeys(writer, deps, actor.organisation, { sm2: false })
    const key = { fingerprint: fingerprint(nodeCrypto, signer.publicKey), key: base64(signer.publicKey) }
    const witnessed = sealed.witnessed.length > 0
    await addText(writer, files.notes, verificationNotes({ bag, ...key, title: trained.name, witnessed }))
    say('核对与签名', 0, 0)
    const info = {
      'Xueji-Package': '1',
      'Bagging-Date': dayOf(madeAt),
      'External-Identifier': bag,
      'Source-Organization': trained.organisationName,
      'External-Description': trained.name,
    }
    const { bytes, sha256, content } = await writer.close(info, async (manifest) => {
      const stamped = await deps.stamper?.stamp(manifest)
      return [
        [files.signature, await signer.sign(manifest)],
        ...(stamped ? [[files.timestamp, stamped.response] as const] : []),
      ]
    })
    const name = `申报资料包-${trained.name}-${dayOf(madeAt)}.zip`
    await deps.store.tx(async (q) => {
      const people = data.people.length
      await recordBuild(q, deps.store, {
        ...{ class: classId, name, bytes, sha256, content, fingerprint: key.fingerprint, people },
        ...{ by: actor.member, at: madeAt },
      })
      await recordAudit(q, deps.store, deps.clock, actor, 'package.build', classId, { content, people })
    })
    return { path: writer.target, bytes, name, type: 'application/zip' }
  } catch (error) {
    await writer.abort()
    throw error
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** What stands of the log in a package. */
export async function putSealed(to: Sink, { note, witnessed }: SealedLog): Promise<void> {
  await addText(to, files.checkpoint, note)
  if (witnessed.length === 0) return
  await addLines(
    to,
    files.witnessed,
    witnessed.map((line) => canonical({ ...line })),
  )
}

/** Records and forms up to the same sealed receipts, while people go on studying. */
async function snapshot(deps: Deps, trained: TrainingClass, say: Say): Promise<{ sealed: SealedLog; data: ClassData }> {
  say('读取封存证明', 0, 0)
  const chains = await chainsOfClass(deps.store.read, deps.store.t, trained.id)
  const sealed = await deps.ledger.sealedFor(chains.map(({ id }) => id))
  const through = throughSealed(sealed, [trained.id])
  const data = await classData(deps, trained, through, (done, all) => say('核算学时（人）', done, all))
  return { sealed, data }
}

/** Of a person's other classes everything is known; a chain of these that just came is left out whole. */
export const throughSealed =
  ({ ends }: SealedLog, classes: readonly string[]): Through =>
  (chain) =>
    ends.get(chain.id) ?? (classes.includes(chain.class) ? -1 : everything(chain))

async function putForms(to: Sink, data: ClassData, madeAt: number): Promise<void> {
  await to.add('data/forms/roster.xlsx', await rosterForm(data))
  await to.add('data/forms/study.xlsx', await studyForm(data))
  await to.add('data/forms/scores.xlsx', await scoresForm(data))
  await to.add('data/forms/summary.pdf', await summaryPdf(data, madeAt))
}
