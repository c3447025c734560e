import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import yazl from 'yazl'
import { builtIn } from '../../extension/sites'
import { type ClaimDesk, claimDesk } from '../../server/claim/claims/claims.fixture'
import { readZip } from '../../server/claim/read-zip'
import { course, lesson, type Pupil, resigned, unzipped } from '../../server/claim/school.fixture'
import { nodeCrypto } from '../../server/crypto'
import { instantOf } from '../../shared/calendar/beijing'
import type { Bag } from '../../shared/package/bag'
import { ruleRef } from '../../shared/site/hash'
import { steady } from '../support/device'
import { inventedId } from '../support/hr'
import { worked } from './bureau-exchange'
import { filePlan, openAgreed } from './bureau-filing'

export const CREDIT_CODE = '91110000600037341L'
const OTHER_CREDIT_CODE = '91231202MA18ABCD1G'
export const [clean, planted] = ['绥化市示范职业培训学校', '绥化市蓝天职业培训学校']
/** On both rosters, by the same ID number. */
export const SHARED = '王晓明'
export const SHARED_ID = inventedId(11)
const MINUTES = 60_000
const known = ruleRef(nodeCrypto, builtIn[0] ?? { id: 'none', version: 0, hosts: [], pages: [] })
/** A site rule that nobody published. */
const unknown = `px.unknown.cn@1#${'a'.repeat(64)}`
/** What the sheet says instead of the score that was taken. */
export const [TAKEN, EDITED] = ['61', '96']
/** The score in the chain that is cut. */
const CUT = '83'

interface Studied {
  name: string
  score: string
  rule?: string
}

/** On which day the class begins; the clean one's plan was filed and agreed to before. */
export const [BEGINS, ENDS] = ['2026-11-25', '2026-12-31']
const begun = instantOf(BEGINS, '08:00') ?? 0

/** One organisation on a server of its own, with papers of its own. */
export async function firm(name: string, creditCode = CREDIT_CODE): Promise<ClaimDesk> {
  const desk = await claimDesk()
  const { hash } = await desk.send<{ hash: string }>('POST', '/api/evidence', Buffer.from(`%PDF-1.4 ${name}`))
  await desk.send('POST', '/api/organisation', {
    ...{ name, creditCode, address: '绥化市北林区', legalRepresentative: '周校长' },
    ...{ contact: '孙老师', phone: '0455-8000000', about: '从事职业技能培训', business: '', licence: hash },
    ...{ bureau: '绥化市人力资源和社会保障局', deadlines: {} },
    institution: { permit: '许可 1 号', permitUntil: '', permitScope: '', catalogue: '第一批', catalogueUntil: '' },
  })
  await desk.rates()
  return desk
}

/** A claim for the people of a class, who all studied in the same ten minutes. */
async function claimed(desk: ClaimDesk, opened: { id: string; codes: string[] }, people: readonly Studied[]) {
  const { school } = desk
  school.clock.ms = begun + 60 * MINUTES
  for (const [i, { score, rule = known }] of people.entries()) {
    const pupil = await school.join(opened.id, opened.codes[i] ?? '')
    await study(desk, pupil, begun, score, rule)
  }
  await school.deps.deriver.settle()
  await school.deps.ledger.sequencer.sequence()
  const claim = await desk.create(opened.id)
  await desk.reckon(claim.id)
  return claim.id
}

async function study({ school }: ClaimDesk, pupil: Pupil, wall: number, value: string, rule: string): Promise<void> {
  const at = school.clock.ms
  const { device } = pupil
  device.answer(at)
  const [site, host] = ['px.class.com.cn', 'px.class.com.cn']
  const learner = { state: 'unknown' } as const
  const view = device.write('view', { site, host, rule, course, lesson, media: 'video', learner }, at)
  device.write('watch', { view: view.hash, spans: [steady(wall, 5 * MINUTES)] }, at)
  device.write('watch', { view: view.hash, spans: [steady(wall + 5 * MINUTES, 5 * MINUTES, 5 * MINUTES)] }, at)
  const raw = 'b'.repeat(64)
  device.write('score', { site, rule, course, value, max: '100', pass: true, source: 'page', raw }, at)
  await school.handIn(pupil)
}

/** The package of a claim as the console makes it. */
async function built(desk: ClaimDesk, claim: string): Promise<Uint8Array> {
  const job = await worked(desk, `/api/claims/${claim}/package/job`)
  return new Uint8Array(await (await desk.school.hr.get(`/api/jobs/${job}/file`)).arrayBuffer())
}

/** Files as a ZIP. */
async function zipped(files: Iterable<readonly [string, Uint8Array]>): Promise<Uint8Array> {
  const zip = new yazl.ZipFile()
  for (const [path, bytes] of files) zip.addBuffer(Buffer.from(bytes), path)
  zip.end()
  const parts: Buffer[] = []
  for await (const part of zip.outputStream) parts.push(Buffer.from(part))
  return new Uint8Array(Buffer.concat(parts))
}

/** The score sheet with another score in it, a workbook as good as before. */
async function edited(sheet: Uint8Array): Promise<Uint8Array> {
  const parts = await unzipped(sheet)
  const changed = [...parts].map(([path, bytes]): [string, Uint8Array] => {
    const text = Buffer.from(bytes).toString('utf8')
    return [path, path.endsWith('.xml') ? Buffer.from(text.replaceAll(`>${TAKEN}`, `>${EDITED}`)) : bytes]
  })
  return zipped(changed)
}

function only(bag: Bag, form: RegExp, holding = ''): [string, Uint8Array] {
  const found = [...bag].find(([path, bytes]) => form.test(path) && Buffer.from(bytes).includes(holding))
  if (!found) throw new Error(`nothing like ${form} in the package`)
  return found
}

const names = (people: readonly Studied[]) => people.map(({ name }) => name)

/** The planted package: the score sheet edited, a chain cut, and the whole signed anew; one trainee is of the clean one, and a rule is nobody's. */
async function openPlanted(folder: string) {
  const people: Studied[] = [
    { name: SHARED, score: TAKEN },
    { name: '赵敏', score: '75', rule: unknown },
    { name: '孙磊', score: CUT },
  ]
  const desk = await firm(planted, OTHER_CREDIT_CODE)
  // The last number of the other roster is the first of this one.
  const opened = await desk.openClass(names(people), {}, 11)
  const { bag, files } = await readZip(await built(desk, await claimed(desk, opened, people)))
  const [sheetPath, sheet] = only(files, /\/forms\/exam\.xlsx$/)
  const [chainPath, chain] = only(files, /\/chains\/[0-9a-f]{64}\.ndjson$/, `"value":"${CUT}"`)
  const lines = Buffer.from(chain).toString('utf8').split('\n')
  const { deps, organisation } = desk.school
  const forged = await resigned(
    files,
    { [sheetPath]: await edited(sheet), [chainPath]: `${lines.slice(0, -3).join('\n')}\n` },
    await deps.keys.package(organisation),
  )
  const path = join(folder, '蓝天学校.zip')
  writeFileSync(path, await zipped([...forged].map(([name, bytes]) => [`${bag}/${name}`, bytes] as const)))
  return { desk, path, cut: /([0-9a-f]{64})\.ndjson$/.exec(chainPath)?.[1] ?? '' }
}

/**
 * Two organisations and their packages in `folder`. The clean one files its plan first; its class runs once the bureau's decision is there
 * (`agreed`). The planted one asked nobody and shares a trainee with the clean one, who studied in both at the same time.
 */
export async function openFirms(folder: string) {
  const people: Studied[] = [
    { name: '李芳', score: '92' },
    { name: SHARED, score: '88' },
  ]
  const good = await firm(clean)
  const bad = await openPlanted(folder)
  const { plan, zip } = await filePlan(good, { people: names(people), first: 10, from: BEGINS, to: ENDS })
  return {
    /** `cut`: the chain that was cut. */
    ...{ good, bad: bad.desk, planted: bad.path, cut: bad.cut },
    filing: { name: '开班申请.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) },
    /** Takes what the bureau signed, runs the class and makes its claim ready, stamped papers and all; the claim. */
    async agreed(files: { receipt: string; decision: string }): Promise<string> {
      const opened = await openAgreed(good, plan, files)
      const claim = await claimed(good, opened, people)
      await good.act(claim, 'ready')
      for (const form of ['application', 'people', 'declaration'])
        await good.act(claim, 'scans', { form, file: await good.paper() })
      return claim
    },
    async close() {
      await good.close()
      await bad.desk.close()
    },
  }
}
