import { expect, it } from 'vitest'
import { nodeCrypto as crypto } from '../../server/crypto'
import { sha256Hex, utf8 } from '../crypto'
import { gradedPaper } from '../exam/grade'
import { canonical } from '../record/canonical'
import { writeEntry } from '../record/entry'
import { keptOf } from './kept-branch'
import { evidenceFile } from './layout'
import { Checks } from './report'
import { checkTestPapers } from './test-papers'

const chain = 'c'.repeat(64)
const questions = [
  { kind: 'judge' as const, text: '翻身前先洗手', options: ['对', '错'], right: [0], points: 60 },
  { kind: 'single' as const, text: '每隔几小时翻身', options: ['2', '4', '8'], right: [0], points: 40 },
]

/** What is found where the record says this score of this paper. */
async function found(score: { value: string; max: string; pass: boolean }, paper: object): Promise<string[]> {
  const bytes = utf8(canonical(JSON.parse(JSON.stringify(paper))))
  const raw = sha256Hex(crypto, bytes)
  const body = {
    ...{ site: 'xueji', rule: `xueji@1#${'a'.repeat(64)}`, course: { key: 'c', title: '护理' } },
    ...{ ...score, source: 'own' as const, raw },
  }
  const entry = writeEntry(crypto, { chain, seq: 0, prev: undefined, at: 1_800_000_000_000, kind: 'score', body })
  const checks = new Checks()
  const branch = keptOf(crypto, { chain, branch: 0, entries: [entry], receipts: [] })
  await checkTestPapers(new Map([[evidenceFile(raw), bytes]]), [branch], checks)
  return checks.checks.flatMap(({ problems }) => problems)
}

it('a score of a test taken here is what its paper is worth: not more than the answers give, nor what the paper itself claims', async () => {
  const right = { value: 100, max: 100, pass: true }
  const half = { value: 60, max: 100, pass: true }
  expect(await found({ value: '60', max: '100', pass: true }, gradedPaper('p', questions, [[0], [1]], half))).toEqual(
    [],
  )
  expect(await found({ value: '100', max: '100', pass: true }, gradedPaper('p', questions, [[0], [1]], right))).toEqual(
    [expect.stringContaining('记录的成绩 100，按试卷复算 60')],
  )
  expect(
    await found({ value: '60', max: '100', pass: false }, gradedPaper('p', questions, [[0], [1]], half)),
  ).toHaveLength(1)
  expect(await found({ value: '60', max: '100', pass: true }, { v: 1 })).toEqual([
    expect.stringContaining('内容不合规定'),
  ])
})
