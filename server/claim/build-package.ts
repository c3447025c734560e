import { randomUUID } from 'node:crypto'
import yazl from 'yazl'
import { dayOf } from '../../shared/calendar/beijing'
import { sha256Hex, utf8 } from '../../shared/crypto'
import { figuresOf } from '../../shared/package/figures'
import { BAGIT, files, PACKAGE_VERSION, type StudyFile } from '../../shared/package/layout'
import { manifestText } from '../../shared/package/manifest'
import { fingerprint } from '../../shared/record/batch'
import { canonical } from '../../shared/record/canonical'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import type { MadeFile, Say } from '../jobs'
import { chainsOfClass, everything, type Through } from '../study/load'
import { classOf } from '../training/class-of'
import { ruleTexts } from '../training/rules'
import { type ClassData, classData } from './class-data'
import { rosterForm, scoresForm, studyForm } from './forms'
import { verificationNotes } from './notes'
import { putAppeals } from './package-appeals'
import { type Files, put, putChains, putJson, putKeys, putRules } from './package-files'
import { recordBuild } from './package-records'
import { summaryPdf } from './summary'

/** The package of a class as bytes.md and shared/package/README.md have it, signed with the organisation's package key. Audited: its roster holds full ID numbers. */
export async function buildPackage(
  deps: Deps,
  actor: Actor,
  classId: string,
  say: Say = () => undefined,
): Promise<MadeFile> {
  requireRole(actor, 'hr')
  const madeAt = deps.clock.now()
  const { data, contents } = await snapshot(deps, actor, classId, madeAt, say)
  say('生成表格', 0, 0)
  const bag = `xueji-${dayOf(madeAt)}-${randomUUID()}`
  const signer = await deps.keys.package(actor.organisation)
  await putForms(contents, data, madeAt)
  await putKeys(contents, deps, actor.organisation)
  put(
    contents,
    files.notes,
    verificationNotes({
      bag,
      fingerprint: fingerprint(nodeCrypto, signer.publicKey),
      key: Buffer.from(signer.publicKey).toString('base64'),
      className: data.trained.name,
      witnessed: contents.has(files.witnessed),
    }),
  )

  say('核对与签名', 0, 0)
  const payload = new Map([...contents].map(([path, bytes]) => [path, sha256Hex(nodeCrypto, bytes)]))
  const tags: Files = new Map()
  put(tags, files.bagit, BAGIT)
  put(tags, files.info, bagInfo(data, bag, madeAt, contents))
  put(tags, files.manifest, manifestText(payload))
  const tagManifest = manifestText(new Map([...tags].map(([path, bytes]) => [path, sha256Hex(nodeCrypto, bytes)])))
  put(tags, files.tagManifest, tagManifest)
  tags.set(files.signature, await signer.sign(utf8(tagManifest)))
  const stamped = await deps.stamper?.stamp(utf8(tagManifest))
  if (stamped) tags.set(files.timestamp, stamped.response)

  say('压缩', 0, 0)
  const file = await zip(bag, new Map([...contents, ...tags]))
  const name = `申报资料包-${data.trained.name}-${dayOf(madeAt)}.zip`
  const content = sha256Hex(nodeCrypto, tagManifest)
  await deps.store.tx(async (q) => {
    await recordBuild(q, deps.store, {
      ...{ class: classId, name, bytes: file.length, sha256: sha256Hex(nodeCrypto, file), content },
      ...{ fingerprint: fingerprint(nodeCrypto, signer.publicKey), people: data.people.length },
      ...{ by: actor.member, at: madeAt },
    })
    await recordAudit(q, deps.store, deps.clock, actor, 'package.build', classId, {
      content,
      people: data.people.length,
    })
  })
  return { file, name, type: 'application/zip' }
}

/** Records and forms up to the same sealed receipts, while people go on studying. */
async function snapshot(
  deps: Deps,
  actor: Actor,
  classId: string,
  madeAt: number,
  say: Say,
): Promise<{ data: ClassData; contents: Files }> {
  const trained = await classOf(deps.store, classId, actor.organisation)
  const chains = await chainsOfClass(deps.store.read, deps.store.t, classId)
  say('读取封存证明', 0, 0)
  const { note, proofs, witnessed } = await deps.ledger.proofs(chains.map(({ id }) => id))
  const sealed = new Map<number, number>()
  for (const { chain, branch, to } of proofs) if (branch === 0) sealed.set(chain, Math.max(to, sealed.get(chain) ?? to))
  // Of the person's other classes everything is known; a chain of this one that just came is left out whole.
  const through: Through = (chain) => sealed.get(chain.id) ?? (chain.class === classId ? -1 : everything(chain))
  const data = await classData(deps, trained, through, (done, all) => say('核算学时（人）', done, all))
  const contents: Files = new Map()
  put(contents, files.checkpoint, note)
  if (witnessed.length > 0)
    put(contents, files.witnessed, witnessed.map((line) => `${canonical({ ...line })}\n`).join(''))
  const records = await putChains(contents, deps, chains, proofs)
  putRules(contents, records.entries, await ruleTexts(deps, actor.organisation))
  await putAppeals(contents, deps, trained, data.facts)
  const study = putRecord(contents, data, records, madeAt)
  for (const { seat, credited } of study.seats)
    if (data.people.find(({ row }) => row.seat === seat)?.credited !== credited)
      throw new Error(`records and forms of seat ${seat} differ`)
  return { data, contents }
}

function putRecord(
  to: Files,
  { trained, facts, people }: ClassData,
  { entries, receipts }: Awaited<ReturnType<typeof putChains>>,
  madeAt: number,
): StudyFile {
  const { plan } = trained
  putJson(to, files.class, {
    v: 1,
    class: { id: trained.id, name: trained.name, status: trained.status, period: plan.period },
    organisation: { id: trained.organisation, name: trained.organisationName },
    seats: people.map(({ row }) => ({ seat: row.seat, number: row.number })),
    packedAt: madeAt,
  })
  putJson(to, files.plan, { v: 1, id: plan.id, title: plan.title, occupation: plan.occupation, level: plan.level })
  putJson(to, files.policy, plan.policy)
  putJson(to, files.facts, facts)
  const { study } = figuresOf(
    nodeCrypto,
    entries,
    plan.policy,
    { ...facts, receipts },
    people.map(({ row }) => row.seat),
  )
  putJson(to, files.study, study)
  return study
}

async function putForms(to: Files, data: ClassData, madeAt: number): Promise<void> {
  to.set('data/forms/roster.xlsx', await rosterForm(data))
  to.set('data/forms/study.xlsx', await studyForm(data))
  to.set('data/forms/scores.xlsx', await scoresForm(data))
  to.set('data/forms/summary.pdf', await summaryPdf(data, madeAt))
}

function bagInfo({ trained }: ClassData, bag: string, madeAt: number, contents: Files): string {
  const bytes = [...contents.values()].reduce((sum, { length }) => sum + length, 0)
  return [
    `Xueji-Package: ${PACKAGE_VERSION}`,
    `Bagging-Date: ${dayOf(madeAt)}`,
    `External-Identifier: ${bag}`,
    `Source-Organization: ${oneLine(trained.organisationName)}`,
    `External-Description: ${oneLine(trained.name)}`,
    `Payload-Oxum: ${bytes}.${contents.size}`,
    '',
  ].join('\n')
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ')

/** One top folder, sorted names, one fixed time: the same contents give the same bytes. */
function zip(bag: string, contents: Files): Promise<Uint8Array> {
  const archive = new yazl.ZipFile()
  for (const [path, bytes] of [...contents].sort(([a], [b]) => (a < b ? -1 : 1))) {
    archive.addBuffer(Buffer.from(bytes), `${bag}/${path}`, {
      mtime: new Date(2020, 1, 20),
      mode: 0o100644,
      compressionLevel: /\.(xlsx|sig|tsr)$/.test(path) ? 0 : 9,
      forceDosTimestamp: true,
    })
  }
  archive.end()
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    archive.outputStream.on('data', (part: Buffer) => parts.push(part))
    archive.outputStream.on('end', () => resolve(Buffer.concat(parts)))
    archive.outputStream.on('error', reject)
  })
}
