import { expect, it, onTestFinished } from 'vitest'
import { compareClaim } from '../compare'
import { openAcross } from './across.fixture'

async function twoFirms() {
  const bureau = await openAcross()
  onTestFinished(bureau.close)
  const [a, b] = [await bureau.firm('甲校'), await bureau.firm('乙校')]
  const codes = async (claim: string) =>
    (await bureau.findings(claim)).map(({ code, severity }) => `${code} ${severity}`)
  return { bureau, a, b, codes }
}

it('one number under another name is a serious finding that names both', async () => {
  const { bureau, a, b, codes } = await twoFirms()
  const one = { ...bureau.someone(1), name: '王 晓明', occupation: '养老护理员' }
  await bureau.received(a, [one])
  const same = await bureau.received(b, [{ ...one, name: '王晓明', occupation: '育婴员' }])
  expect(await codes(same)).toEqual(['person-twice note'])
  const other = await bureau.received(b, [{ ...one, name: '李大海', occupation: '保育师' }])
  expect(await codes(other)).toContain('name-differs serious')
  const found = (await bureau.findings(other)).find(({ code }) => code === 'name-differs')
  expect(found?.detail).toMatch(/李大海.*甲校.*王 晓明|李大海.*乙校.*王晓明/)
})

it('a claim by hand over the same days as another is asked about: there are no times to compare', async () => {
  const { bureau, a, b, codes } = await twoFirms()
  const one = { ...bureau.someone(1), occupation: '养老护理员' }
  await bureau.received(a, [one])
  const manual = await bureau.claim(b, [{ ...one, occupation: '育婴员' }], { source: 'manual' })
  const { store } = bureau.deps
  await store.tx((q) => q.update(store.t.bureauReading).set({ checkedAt: null }))
  await compareClaim(bureau.deps, manual)
  expect(await codes(manual)).toContain('period-overlap check')
  const recorded = await bureau.received(b, [{ ...one, occupation: '保育师' }])
  const against = (await bureau.findings(recorded)).filter(({ code }) => code === 'period-overlap')
  expect(against.map(({ other }) => other)).toEqual([manual])
})
