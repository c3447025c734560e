import { describe, expect, it } from 'vitest'
import { type BankQuestion, JUDGE_OPTIONS } from './bank'
import { type Answers, grade } from './grade'
import { drawPaper } from './paper'
import { fullMarks, type TestTerms, termsProblem } from './terms'

const bank: BankQuestion[] = [
  ...Array.from(
    { length: 20 },
    (_, i): BankQuestion => ({
      ...{ kind: 'single', text: `单选 ${i}`, right: [i % 4] },
      options: ['甲', '乙', '丙', '丁'].map((one, at) => (at === i % 4 ? `${one}（对）` : one)),
    }),
  ),
  ...Array.from(
    { length: 10 },
    (_, i): BankQuestion => ({
      ...{ kind: 'multiple', text: `多选 ${i}`, right: [0, 2] },
      options: ['甲（对）', '乙', '丙（对）', '丁'],
    }),
  ),
  ...Array.from(
    { length: 10 },
    (_, i): BankQuestion => ({
      ...{ kind: 'judge', text: `判断 ${i}`, options: [...JUDGE_OPTIONS], right: [i % 2] },
    }),
  ),
]
const terms: TestTerms = {
  single: { count: 10, points: 4 },
  multiple: { count: 5, points: 6 },
  judge: { count: 10, points: 3 },
  ...{ minutes: 60, attempts: 2, passMark: 60 },
}
/** The same every time, and different for every seed. */
const seeded = (seed: number) => (below: number) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((seed / 2_147_483_648) * below)
}
const rightOf = (paper: ReturnType<typeof drawPaper>): number[][] => paper.map(({ right }) => [...right])

describe('a paper', () => {
  it('has as many questions of each kind as its terms say, none twice, whatever chance gives', () => {
    for (let seed = 1; seed < 200; seed++) {
      const paper = drawPaper(bank, terms, seeded(seed))
      expect(paper.map(({ kind }) => kind)).toEqual([
        ...Array(10).fill('single'),
        ...Array(5).fill('multiple'),
        ...Array(10).fill('judge'),
      ])
      expect(new Set(paper.map(({ text }) => text)).size).toBe(25)
    }
  })

  it('moves options and what is right of them together, and leaves 对 and 错 where they are', () => {
    for (let seed = 1; seed < 200; seed++)
      for (const { kind, options, right } of drawPaper(bank, terms, seeded(seed)))
        if (kind === 'judge') expect(options).toEqual(JUDGE_OPTIONS)
        else expect(options.flatMap((option, i) => (option.endsWith('（对）') ? i : []))).toEqual(right)
  })

  it('differs from the next, and draws every question of the bank sooner or later', () => {
    const papers = Array.from({ length: 100 }, (_, i) => drawPaper(bank, terms, seeded(i + 1)).map(({ text }) => text))
    expect(new Set(papers.map((one) => one.join())).size).toBeGreaterThan(95)
    expect(new Set(papers.flat()).size).toBe(bank.length)
  })

  it('is not drawn from a bank that has too few, or for a mark nobody can reach', () => {
    const has = { single: 20, multiple: 10, judge: 10 }
    expect(termsProblem(terms, has)).toBeUndefined()
    expect(termsProblem(terms, { ...has, multiple: 4 })).toContain('只有 4 道多选题')
    expect(fullMarks(terms)).toBe(100)
    expect(termsProblem({ ...terms, passMark: 101 }, has)).toContain('比满分 100 还高')
    const none = { count: 0, points: 1 }
    expect(termsProblem({ ...terms, single: none, multiple: none, judge: none }, has)).toContain('至少')
  })
})

describe('a grade', () => {
  const paper = drawPaper(bank, terms, seeded(7))
  const with_ = (n: number, chosen: number[]): Answers => rightOf(paper).map((right, i) => (i === n ? chosen : right))

  it('is all points for everything right, and none for an empty sheet', () => {
    expect(grade(paper, rightOf(paper), 60)).toMatchObject({ value: 100, max: 100, pass: true })
    expect(grade(paper, [], 60)).toMatchObject({ value: 0, max: 100, pass: false })
  })

  it('gives nothing for too few, too many or repeated options of a 多选题, whose order does not matter', () => {
    const [first = 0, second = 0] = paper[10]?.right ?? []
    const wrong = [0, 1, 2, 3].find((option) => option !== first && option !== second) ?? 0
    expect(grade(paper, with_(10, [first]), 60).value).toBe(94)
    expect(grade(paper, with_(10, [first, second, wrong]), 60).value).toBe(94)
    expect(grade(paper, with_(10, [first, first]), 60).value).toBe(94)
    expect(grade(paper, with_(10, [second, first]), 60).value).toBe(100)
  })

  it('passes at the mark, not one point below it', () => {
    expect(grade(paper, rightOf(paper), 100).pass).toBe(true)
    expect(grade(paper, with_(24, []), 98).pass).toBe(false)
    expect(grade(paper, with_(24, []), 97).pass).toBe(true)
  })
})
