import { writeXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { bankTemplate, openBank, readBank } from './bank-sheet'

const heading = ['题型', '题干', 'A', 'B', 'C', 'D', '正确答案']
async function read(...rows: (string | number | null)[][]) {
  const sheet = await openBank(await writeXlsx({ sheets: [{ name: '题库', rows: [heading, ...rows] }] }))
  return { questions: readBank(sheet), errors: sheet.errors, notes: sheet.notes }
}

describe('a question bank', () => {
  it('is read in the words people use for kinds and answers', async () => {
    const { questions, errors } = await read(
      ['单选', '几点', '一', '二', '三', '四', 'b'],
      ['多项选择题', '哪些', '一', '二', '三', '', 'A、C'],
      ['判断题', '是吗', '', '', '', '', '√'],
      ['判断', '不是吗', '', '', '', '', '错误'],
      ['单选题', '几个', 1, 2, null, null, 'Ａ'],
    )
    expect(errors).toEqual([])
    expect(questions).toEqual([
      { kind: 'single', text: '几点', options: ['一', '二', '三', '四'], right: [1] },
      { kind: 'multiple', text: '哪些', options: ['一', '二', '三'], right: [0, 2] },
      { kind: 'judge', text: '是吗', options: ['对', '错'], right: [0] },
      { kind: 'judge', text: '不是吗', options: ['对', '错'], right: [1] },
      { kind: 'single', text: '几个', options: ['1', '2'], right: [0] },
    ])
  })

  it('holds the same question once, and says which row it left out', async () => {
    const one = ['单选题', '几点', '一', '二', '', '', 'A']
    const { questions, notes } = await read(one, one)
    expect(questions).toHaveLength(1)
    expect(notes.join()).toContain('第 3 行')
  })

  it.each([
    ['an unknown kind', ['填空题', '几点', '一', '二', '', '', 'A'], 'A2', '题型'],
    ['no answer', ['单选题', '几点', '一', '二', '', '', ''], 'G2', '答案'],
    ['an answer beyond its options', ['单选题', '几点', '一', '二', '', '', 'C'], 'G2', '选项之内'],
    ['two answers where one is right', ['单选题', '几点', '一', '二', '', '', 'AB'], 'G2', '多选题'],
    ['a hole between options', ['单选题', '几点', '一', '', '三', '', 'A'], 'D2', '空着'],
    ['one option', ['单选题', '几点', '一', '', '', '', 'A'], 'D2', '至少'],
    ['no 对 or 错', ['判断题', '几点', '', '', '', '', '也许'], 'G2', '对'],
  ])('with %s is refused at its cell', async (_, row, cell, message) => {
    expect((await read(row)).errors).toMatchObject([{ cell, message: expect.stringContaining(message) }])
  })

  it('that is the template itself has no question yet: its examples are left out', async () => {
    const sheet = await openBank(await bankTemplate())
    expect(readBank(sheet)).toEqual([])
    expect(sheet.errors).toMatchObject([{ message: expect.stringContaining('没有题目') }])
  })
})
