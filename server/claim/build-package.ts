import { randomUUID } from 'node:crypto'
import yazl from 'yazl'
import { dayOf } from '../../shared/calendar/beijing'
import { sha256Hex } from '../../shared/crypto'
import { figuresOf } from '../../shared/package/figures'
import { BAGIT, files, PACKAGE_VERSION, type StudyFile } from '../../shared/package/layout'
import { manifestText } from '../../shared/package/manifest'
import { fingerprint } from '../../shared/record/batch'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { chainsOfClass } from '../study/load'
import { type ClassData, dataOfClass } from './class-data'
import { rosterForm, scoresForm, studyForm } from './forms'
import { verificationNotes } from './notes'
import { type Files, put, putChains, putJson, putKeys, putRules } from './package-files'
import { summaryPdf } from './summary'

/** The package of a class as bytes.md and shared/package/README.md have it, signed with the organisation's package key. Audited: its roster holds full ID numbers. */
export async function buildPackage(
  deps: Deps,
  actor: Actor,
  classId: string,
): Promise<{ file: Uint8Array; name: string }> {
  requireRole(actor, 'hr')
  const madeAt = deps.clock.now()
  const { data, contents } = await snapshot(deps, actor, classId, madeAt)
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
    }),
  )

  const payload = new Map([...contents].map(([path, bytes]) => [path, sha256Hex(nodeCrypto, bytes)]))
  const tags: Files = new Map()
  put(tags, files.bagit, BAGIT)
  put(tags, files.info, bagInfo(data, bag, madeAt, contents))
  put(tags, files.manifest, manifestText(payload))
  const tagManifest = manifestText(new Map([...tags].map(([path, bytes]) => [path, sha256Hex(nodeCrypto, bytes)])))
  put(tags, files.tagManifest, tagManifest)
  tags.set(files.signature, await signer.sign(new TextEncoder().encode(tagManifest)))

  const file = await zip(bag, new Map([...contents, ...tags]))
  await deps.store.tx((q) =>
    recordAudit(q, deps.store, deps.clock, actor, 'package.build', classId, {
      content: sha256Hex(nodeCrypto, tagManifest),
      people: data.people.length,
    }),
  )
  return { file, name: `申报资料包-${data.trained.name}-${dayOf(madeAt)}.zip` }
}

/** Records and forms of one moment: while people study, what comes in between the two is waited out. */
async function snapshot(
  deps: Deps,
  actor: Actor,
  classId: string,
  madeAt: number,
): Promise<{ data: ClassData; contents: Files }> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const contents: Files = new Map()
    const data = await dataOfClass(deps, actor.organisation, classId)
    const study = await putRecord(contents, deps, data, madeAt)
    if (
      study.seats.every(({ seat, credited }) =>
        data.people.some((person) => person.row.seat === seat && person.credited === credited),
      )
    )
      return { data, contents }
  }
  throw new Refused('conflict', '现在有学员正在上交记录，资料包没有做成，请稍后再试')
}

async function putRecord(
  to: Files,
  deps: Deps,
  { trained, facts, people }: ClassData,
  madeAt: number,
): Promise<StudyFile> {
  const { plan } = trained
  const chains = await chainsOfClass(deps.store.read, deps.store.t, trained.id)
  const { note, proofs } = await deps.ledger.proofs(chains.map(({ id }) => id))
  const { entries, receipts } = await putChains(to, deps, chains, proofs)
  putRules(to, entries)
  put(to, files.checkpoint, note)
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
      compressionLevel: /\.(xlsx|sig)$/.test(path) ? 0 : 9,
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
