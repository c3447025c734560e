import { describe, expect, it } from 'vitest'
import { compareSheet, type OnPaper, type RecordedScore } from './papers-equal'

const person = (number: string, name: string, idNumber: string, more: [string, string][] = []): OnPaper => ({
  ...{ class: 'c-1', className: '第一期', number, idNumber },
  says: new Map<string, { one: string } | { scores: readonly RecordedScore[] }>([
    ['姓名', { one: name }],
    ['有效学时', { one: '40.00' }],
    ['补贴金额（元）', { one: '1000' }],
    [
      '理论成绩',
      {
        scores: [
          { text: '55/100', record: '1a2b3c4d 第 4 条' },
          { text: '88/100', record: '1a2b3c4d 第 9 条' },
        ],
      },
    ],
    ...more.map(([title, one]): [string, { one: string }] => [title, { one }]),
  ]),
})
const people = [person('001', '王晓明', '110101199001011234'), person('002', '李芳', '110101199001011235')]
const heads = ['序号', '参训编号', '姓名', '有效学时', '理论成绩', '补贴金额（元）']
const sheet = (...rows: string[][]) => ({ sheet: '成绩表', rows: [['', '某班考核成绩表'], heads, ...rows] })

describe('a paper against the data', () => {
  it('agrees where every cell says what the data say, however a number is written', () => {
    const { cells, problems } = compareSheet(
      sheet(['1', '001', '王晓明', '40', '88/100', '1,000.00'], ['2', '002', '李芳', '40.00', '', '1000']),
      people,
    )
    expect(problems).toEqual([])
    expect(cells).toBe(8)
  })

  it.each([
    [
      'an edited score, with the records that say otherwise',
      ['1', '001', '王晓明', '40', '95', '1000'],
      '理论成绩写 95，记录里没有这个成绩，记录是 55/100（1a2b3c4d 第 4 条）、88/100（1a2b3c4d 第 9 条）',
    ],
    ['an edited amount', ['1', '001', '王晓明', '40', '88', '1200'], '补贴金额（元）写 1200，数据是 1000'],
    ['more hours', ['1', '001', '王晓明', '60', '88', '1000'], '有效学时写 60，数据是 40.00'],
    ['another name', ['1', '001', '王小明', '40', '88', '1000'], '姓名写 王小明，数据是 王晓明'],
    ['somebody who is not in the package', ['3', '003', '赵敏', '40', '88', '1000'], '不在资料包的人员里'],
  ])('says where it is different: %s', (_, row, said) => {
    const { problems } = compareSheet(sheet(row), people)
    expect(problems).toEqual([expect.stringContaining(said)])
    expect(problems[0]).toContain('“成绩表”第 3 行')
  })

  it('knows people by ID number where there is no 参训编号, and takes a line of text for no person', () => {
    const rows = [
      ['序号', '姓名', '身份证号', '有效学时'],
      ['1', '王晓明', '110101199001011234', '40'],
      ['2', '李芳', '11010119900101123X', '40'],
      ['', '合计见下页', '', ''],
    ]
    const { problems } = compareSheet({ sheet: '花名册', rows }, people)
    expect(problems).toEqual(['“花名册”第 3 行：身份证号 不在资料包的人员里'])
  })

  it('takes who teaches for no trainee, and reads the table after theirs', () => {
    const rows = [
      ['序号', '姓名', '职称或职业资格', '身份证号', '承担课程'],
      ['1', '赵敏', '讲师', '110101198001011236', '养老护理'],
      ['序号', '姓名', '身份证号', '有效学时'],
      ['1', '王晓明', '110101199001011234', '41'],
    ]
    const { problems } = compareSheet({ sheet: '授课师资', rows }, people)
    expect(problems).toEqual(['“授课师资”第 4 行 有效学时写 41，数据是 40.00'])
  })

  it('tells the same number of two classes apart by the class that the row names', () => {
    const other: OnPaper = { ...person('001', '赵敏', '110101199001011236'), class: 'c-2', className: '第二期' }
    const rows = [
      ['培训班', '参训编号', '姓名'],
      ['第二期', '001', '赵敏'],
      ['第一期', '001', '赵敏'],
    ]
    const { problems } = compareSheet({ sheet: '花名册', rows }, [...people, other])
    expect(problems).toEqual([expect.stringContaining('第 3 行 参训编号 001 姓名写 赵敏，数据是 王晓明')])
  })
})
