import { describe, expect, it } from 'vitest'
import { instantOf } from '../../../shared/calendar/beijing'
import { readDecision } from '../../../shared/plan/decision'
import { filingReceiptText, readFilingReceipt, signFilingReceipt } from '../../../shared/plan/filing-receipt'
import type { Actor } from '../../access/actor'
import type { Clock } from '../../clock'
import { nodeCrypto } from '../../crypto'
import type { Deps } from '../../deps'
import { saveOrganisation } from '../../training/organisation/profile'
import { filingFile, filingZip } from '../../training/plan/filing-files'
import { importDecision } from '../../training/plan/import-decision'
import { importReceipt } from '../../training/plan/import-receipt'
import { reckoningOf } from '../../training/plan/plan-deadlines'
import { waitingPlans } from '../../training/plan/waiting-plans'
import { agreedFiling } from './agreed-filing'
import { decideFiling } from './decide-filing'
import { addDesignation } from './designations'
import { endKey } from './end-key'
import { decisionFile, filingAnswer, receiptFile, receivedFile } from './filing-answer'
import { addRecommended } from './platforms'
import { receiveFiling } from './receive-filing'
import { strangers } from './register.fixture'

const on = (day: string, time = '10:00'): Clock => ({ now: () => instantOf(day, time) ?? 0 })

/** A bureau that knows the school, and a plan the school filed. */
async function withFiling(clock: Clock = on('2026-11-26')) {
  const town = await strangers('institution', clock)
  const { deps, school, head } = town
  const hr = await town.bureau.member('hr')
  await school.organisation()
  const firm = await town.enrol()
  const plan = await school.filed()
  return {
    ...{ ...town, hr, firm, plan },
    json: (id = plan) => filingFile(deps, head, id).then(({ file }) => file),
    zip: (id = plan) => filingZip(deps, head, id).then(({ file }) => file),
    registered: async () => {
      await addRecommended(deps, hr)
      await addDesignation(deps, hr, {
        ...{ name: '绥化市示范职业培训学校', creditCode: '91110000600037341L', batch: '第一批', source: '通知' },
        ...{ occupations: [], from: '2026-01-01', to: '2027-12-31' },
      })
    },
  }
}
/** The bureau sets its own term for an answer. */
const ownTerm = (deps: Deps, hr: Actor, amount: number) =>
  saveOrganisation(deps, hr, {
    ...{ name: hr.organisationName, creditCode: '', address: '', legalRepresentative: '', contact: '', phone: '' },
    ...{ about: '', business: '', bureau: '', deadlines: { answer: { amount, source: '本局工作规程' } } },
  })
const agreed = { outcome: 'agreed' as const, number: '绥培备〔2026〕8号', date: '2026-11-26', remarks: '', missing: [] }
const text = ({ file }: { file: Uint8Array }) => new TextDecoder().decode(file)

describe('a filing', () => {
  it('gets a number, a term of working days and a receipt that the bureau signed; the same again is the same', async () => {
    const { deps, hr, plan, head, zip, json } = await withFiling()
    const taken = await receiveFiling(deps, hr, await zip())
    expect(taken).toMatchObject({ number: '开班受理〔2026〕1号', again: false, due: '2026-12-03', tentative: false })
    const receipt = await readFilingReceipt(nodeCrypto, text(await receiptFile(deps, hr, taken.id)))
    expect(receipt.body).toMatchObject({
      ...{ plan, version: 1, organisation: head.organisation, number: taken.number },
      ...{ received: '2026-11-26', due: '2026-12-03', bureau: { name: '绥化市人力资源和社会保障局' } },
    })
    expect(await receiveFiling(deps, hr, await json())).toEqual({ ...taken, again: true })
  })

  it('’s receipt is taken by the 单位 once its key was compared: its number and due day stand with the plan and on the start page', async () => {
    const { deps, hr, plan, head, school, zip } = await withFiling(on('2026-11-26'))
    await ownTerm(deps, hr, 3)
    const taken = await receiveFiling(deps, hr, await zip())
    const file = text(await receiptFile(deps, hr, taken.id))
    const asked = await importReceipt(deps, head, plan, { file })
    expect(asked).toMatchObject({ state: 'unknown-key', bureau: '绥化市人力资源和社会保障局' })
    expect((await school.plan(plan)).receipt).toBeUndefined()
    const again = { file, confirmed: asked.key }
    for (let times = 0; times < 2; times++)
      expect(await importReceipt(deps, head, plan, again)).toMatchObject({ state: 'taken' })
    const { receipt, deadlines } = await school.plan(plan)
    expect(receipt).toMatchObject({ number: taken.number, received: '2026-11-26', due: '2026-12-01', tentative: false })
    // Its own reckoning, of five working days, would be the 3rd.
    const answer = { due: '2026-12-01', confirmed: true, source: `受理回执 ${taken.number}` }
    expect(deadlines.find(({ id }) => id === 'answer')).toMatchObject(answer)
    const [home] = await waitingPlans(deps, head, await reckoningOf(deps, deps.store.read, head))
    expect(home?.missing.find(({ due }) => due === '2026-12-01')).toBeDefined()
  })

  it('’s receipt is not taken for another version, with another content, or from before it was filed', async () => {
    const { deps, hr, plan, head, school, zip } = await withFiling(on('2026-11-26'))
    const taken = await receiveFiling(deps, hr, await zip())
    const file = text(await receiptFile(deps, hr, taken.id))
    const signer = await deps.keys.package(hr.organisation)
    const { body: signed, key } = await readFilingReceipt(nodeCrypto, file)
    const { v: _, bureauKey: __, ...body } = signed
    const made = async (change: Partial<typeof body>) =>
      filingReceiptText(await signFilingReceipt(nodeCrypto, signer, { ...body, ...change }))
    const take = async (text: string, id = plan) => importReceipt(deps, head, id, { file: text, confirmed: key })
    const other = await school.filed({ title: '育婴员培训' })
    await expect(take(file, other)).rejects.toMatchObject({ code: 'file-refused' })
    await expect(take(await made({ filing: 'cd'.repeat(32) }))).rejects.toThrow('指纹不同')
    await expect(take(await made({ received: '2026-11-25' }))).rejects.toThrow('早于提交日期')
    await expect(take(file.replace(taken.number, '开班受理〔2026〕2号'))).rejects.toThrow('签名与内容不符')
    await take(file)
    await expect(take(await made({ number: '开班受理〔2026〕2号' }))).rejects.toMatchObject({ code: 'conflict' })
  })

  it('whose term runs over New Year without an official calendar is 暂定', async () => {
    const { deps, hr, json } = await withFiling(on('2026-12-29'))
    expect(await receiveFiling(deps, hr, await json())).toMatchObject({ due: '2027-01-05', tentative: true })
  })

  it('of a key that is not enrolled, is ended, or is another 单位’s is not received', async () => {
    const { deps, hr, json, manager } = await withFiling()
    const other = await strangers('institution', on('2026-11-26'))
    await other.school.organisation()
    const foreign = (await filingFile(other.deps, other.head, await other.school.filed())).file
    await expect(receiveFiling(deps, hr, foreign)).rejects.toMatchObject({ code: 'not-found' })
    const [key] = await deps.store.read.select().from(deps.store.t.bureauKey)
    await endKey(deps, manager, key?.id ?? '', { from: '2026-11-26', reason: '失窃' })
    await expect(receiveFiling(deps, hr, await json())).rejects.toMatchObject({ code: 'conflict' })
    expect(await deps.store.read.select().from(deps.store.t.bureauFiling)).toEqual([])
  })

  it('that was changed, or is no archive of ours, is refused in words', async () => {
    const { deps, hr, json } = await withFiling()
    const forged = new TextDecoder().decode(await json()).replace('王晓明', '王晓月')
    for (const bytes of [new TextEncoder().encode(forged), Buffer.from('PK\u0003\u0004 no'), Buffer.from([0xff, 0xfe])])
      await expect(receiveFiling(deps, hr, bytes)).rejects.toMatchObject({ code: 'file-refused' })
  })

  it('tells everything that is missing at once: register, platforms, attachments', async () => {
    const { deps, hr, json, zip, registered } = await withFiling()
    const { id } = await receiveFiling(deps, hr, await json())
    const codes = async () =>
      (await filingAnswer(deps, hr, id)).problems.filter(({ note }) => !note).map(({ code }) => code)
    expect(await codes()).toEqual(['not-designated', 'platform-not-agreed', 'attachments'])
    await registered()
    await receiveFiling(deps, hr, await zip())
    expect(await codes()).toEqual([])
  })

  it('shows its papers masked; the file with ID numbers leaves a line in the audit', async () => {
    const { deps, hr, json } = await withFiling()
    const bytes = await json()
    const { id } = await receiveFiling(deps, hr, bytes)
    const shown = JSON.stringify(await filingAnswer(deps, hr, id))
    const number = /"idNumber":"(\d{17}[\dX])"/.exec(new TextDecoder().decode(bytes))?.[1] ?? ''
    expect(number).not.toBe('')
    expect(shown).not.toContain(number)
    expect(shown).not.toContain('6222000011112222')
    expect(JSON.stringify(await deps.store.read.select().from(deps.store.t.bureauFiling))).not.toContain(number)
    expect(text(await receivedFile(deps, hr, id))).toContain(number)
    const rows = await deps.store.read.select().from(deps.store.t.audit)
    expect(rows.filter(({ action }) => action === 'filing.show')).toHaveLength(1)
  })
})

describe('the decision', () => {
  it('that agrees is signed, imported by the school as it stands, and is what a package is held against', async () => {
    const { deps, hr, manager, head, plan, firm, json, bureau } = await withFiling()
    const { id } = await receiveFiling(deps, hr, await json())
    const held = () => agreedFiling(deps.store.read, deps.store, bureau.organisation, firm, plan)
    expect(await held()).toBeUndefined()
    await decideFiling(deps, manager, id, agreed)
    const file = text(await decisionFile(deps, manager, id))
    const { key } = await readDecision(nodeCrypto, file)
    expect(await importDecision(deps, head, plan, { file, confirmed: key })).toMatchObject({ state: 'taken' })
    const found = await held()
    expect(found).toMatchObject({ filing: { plan: { id: plan } }, decision: { outcome: 'agreed', date: '2026-11-26' } })
    expect(found?.since).toBe('2026-11-26')
    expect(found?.filing.roster).toBeUndefined()
  })

  it('that returns says everything to mend, and cannot be without it', async () => {
    const { deps, hr, manager, json } = await withFiling()
    const { id } = await receiveFiling(deps, hr, await json())
    const back = { ...agreed, outcome: 'returned' as const, number: '' }
    await expect(decideFiling(deps, manager, id, back)).rejects.toMatchObject({ code: 'bad-request' })
    await decideFiling(deps, manager, id, { ...back, missing: ['请补交合作协议', '请补充师资'], remarks: '3 日内补正' })
    const { body } = await readDecision(nodeCrypto, text(await decisionFile(deps, manager, id)))
    expect(body).toMatchObject({
      outcome: 'returned',
      remarks: '请补正以下内容：\n1. 请补交合作协议\n2. 请补充师资\n3 日内补正',
    })
  })

  it('is made once, by a manager, of the newest version alone', async () => {
    const { deps, hr, manager, json, plan, school } = await withFiling()
    const { id } = await receiveFiling(deps, hr, await json())
    await expect(decideFiling(deps, hr, id, agreed)).rejects.toMatchObject({ code: 'not-allowed' })
    await school.decide(plan, 'returned', '2026-11-26')
    const next = await school.send<{ id: string; savedAt: number }>('POST', `/api/plans/${plan}/change`, {})
    await school.send('POST', `/api/plans/${next.id}/file`, {})
    const newer = await receiveFiling(deps, hr, await json(next.id))
    expect(newer.number).toBe('开班受理〔2026〕2号')
    await expect(decideFiling(deps, manager, id, agreed)).rejects.toMatchObject({ code: 'conflict' })
    await decideFiling(deps, manager, newer.id, agreed)
    await expect(decideFiling(deps, manager, newer.id, agreed)).rejects.toMatchObject({ code: 'conflict' })
  })
})
