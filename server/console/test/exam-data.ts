import type { BankReport, BankRow, PaperDetail, PaperRow, SatisfactionReport, TestRow } from '../../../shared/api/exam'
import type { MyExam, MyPaper } from '../../../shared/api/my-exam'
import type { ResultsReport, ResultsRow } from '../../../shared/api/results'
import { at } from './instants'

const terms = {
  single: { count: 10, points: 5 },
  multiple: { count: 5, points: 6 },
  judge: { count: 10, points: 2 },
  ...{ minutes: 60, attempts: 2, passMark: 60 },
}
export const banks: BankRow[] = [
  { id: 'bank-1', title: '电工（中级）理论题库', single: 320, multiple: 80, judge: 100, by: '王老师', at: at(9, 0) },
]
export const bankReport: BankReport = {
  ...{ single: 118, multiple: 40, judge: 41 },
  errors: [
    { sheet: '题库', row: 17, column: '答案', cell: 'I17', message: '答案请填选项的字母，如 A，并且在选项之内' },
    { sheet: '题库', row: 44, column: '题型', cell: 'A44', message: '题型请填“单选题”“多选题”或“判断题”' },
  ],
  notes: ['读的是工作表“题库”', '没有读的列：“难度”、“知识点”'],
}
export const tests: TestRow[] = [
  {
    ...{
      id: 'test-2',
      title: '结业理论考试',
      bankTitle: '电工（中级）理论题库',
      courseTitle: '结业考核',
      terms,
      max: 100,
    },
    ...{ at: at(9, 10), by: '王老师', people: 48, handedIn: 31, passed: 27, underWay: 6 },
  },
  {
    ...{
      id: 'test-1',
      title: '第一单元测试',
      bankTitle: '电工（中级）理论题库',
      courseTitle: '电工基础',
      terms,
      max: 100,
    },
    ...{ at: at(8, 0), by: '王老师', endedAt: at(12, 0), people: 48, handedIn: 47, passed: 45, underWay: 0 },
  },
]
export const papers: PaperRow[] = [
  {
    ...{ id: 'paper-1', seat: 'seat-1', number: '001', name: '王晓明', attempt: 1, state: 'failed', how: 'time-up' },
    ...{ begunAt: at(9, 20), dueAt: at(10, 20), handedInAt: at(10, 20), value: 54, max: 100 },
  },
  {
    ...{ id: 'paper-2', seat: 'seat-1', number: '001', name: '王晓明', attempt: 2, state: 'passed', how: 'handed-in' },
    ...{ begunAt: at(13, 2), dueAt: at(14, 2), handedInAt: at(13, 41), value: 86, max: 100 },
  },
  {
    ...{ id: 'paper-3', seat: 'seat-3', number: '003', name: '李强', attempt: 1, state: 'under-way' },
    ...{ begunAt: at(13, 30), dueAt: at(14, 30), max: 100 },
  },
]
const questions = [
  {
    ...{ kind: 'single' as const, text: '低压电笔适用的电压一般是', points: 5 },
    options: ['60～500 V', '10～36 V', '1 kV 以上', '任何电压'],
  },
  {
    ...{ kind: 'multiple' as const, text: '停电检修时，以下哪些是保证安全的技术措施', points: 6 },
    options: ['停电', '验电', '装设接地线', '悬挂标示牌和装设遮栏'],
  },
  {
    ...{ kind: 'judge' as const, text: '导线的截面积越大，允许通过的电流越大。', points: 2 },
    options: ['对', '错'],
  },
]
export const paper: PaperDetail = {
  ...{ id: 'paper-2', seat: 'seat-1', number: '001', name: '王晓明', attempt: 2, state: 'passed', how: 'handed-in' },
  ...{ begunAt: at(13, 2), dueAt: at(14, 2), handedInAt: at(13, 41), value: 86, max: 100 },
  ...{ testTitle: '结业理论考试', className: '2026 年第 3 期 电工（中级）', passMark: 60, entry: 'ab12'.repeat(16) },
  questions: questions.map((question, i) => ({
    ...question,
    right: [[0], [0, 1, 2, 3], [0]][i] ?? [],
    chosen: [[0], [0, 1, 2], [0]][i] ?? [],
    correct: i !== 1,
  })),
}
export const results: ResultsRow[] = [
  {
    ...{ seat: 'seat-1', number: '001', name: '王晓明', idMasked: '231202********1234', left: false },
    results: [
      {
        id: 'c/1',
        part: 'theory',
        courseTitle: '电工基础 第一单元测试',
        value: '86',
        max: '100',
        pass: true,
        attempt: 2,
        day: '2026-11-18',
        source: 'own',
      },
      {
        id: 'r1',
        part: 'theory',
        courseTitle: '',
        value: '55',
        pass: false,
        attempt: 1,
        day: '2026-11-20',
        source: 'imported',
        by: '王老师',
      },
      {
        id: 'r2',
        part: 'practice',
        courseTitle: '',
        value: '80',
        pass: true,
        attempt: 1,
        day: '2026-11-20',
        source: 'imported',
        by: '王老师',
      },
      {
        id: 'r3',
        part: 'theory',
        courseTitle: '',
        value: '71',
        pass: true,
        attempt: 2,
        day: '2026-11-22',
        source: 'entered',
        by: '王老师',
      },
    ],
    certificates: [
      { id: 'c1', number: 'S000023120226000123', day: '2026-11-22', issuer: '绥化市职业技能鉴定中心', by: '王老师' },
    ],
  },
  {
    ...{ seat: 'seat-3', number: '003', name: '李强', idMasked: '231202********5678', left: false },
    ...{ results: [], certificates: [] },
  },
]
export const resultsReport: ResultsReport = {
  ...{ people: 46, results: 91, certificates: 44, unchanged: 0, again: 3 },
  errors: [
    {
      sheet: '考核成绩',
      row: 9,
      column: '姓名',
      cell: 'B9',
      message: '名册上 006 的姓名与这里不同，请核对是不是同一个人',
    },
    { sheet: '考核成绩', row: 21, column: '证书编号', cell: 'H21', message: '这个证书编号登记在另一个人名下，请核对' },
  ],
  notes: ['读的是工作表“考核成绩”'],
}
export const satisfaction: SatisfactionReport = {
  ...{ people: 48, given: 36, least: 3 },
  counts: [
    [0, 1, 3, 12, 20],
    [0, 0, 2, 10, 24],
    [1, 3, 8, 14, 10],
    [0, 0, 4, 12, 20],
    [0, 1, 3, 14, 18],
  ],
  remarks: ['希望多安排实操', '平台晚上有点卡'],
}
export const myPaper: MyPaper = {
  ...{ id: 'paper-3', title: '结业理论考试', attempt: 1, now: at(13, 30), dueAt: at(14, 30), max: 100, passMark: 60 },
  ...{ questions, answers: [[0], [], []] },
}
const test = { courseTitle: '结业考核', questions: 25, max: 100, passMark: 60, minutes: 60, attempts: 2 }
export const myExam: MyExam = {
  tests: [
    {
      id: 'test-1',
      title: '第一单元测试',
      ...test,
      courseTitle: '电工基础',
      open: false,
      taken: [{ attempt: 1, value: 86, pass: true, at: at(9, 2) }],
    },
    {
      id: 'test-2',
      title: '结业理论考试',
      ...test,
      open: true,
      taken: [{ attempt: 1, value: 54, pass: false, at: at(10, 20) }],
    },
  ],
  results: results[0]?.results ?? [],
  certificates: [{ number: 'S000023120226000123', day: '2026-11-22', issuer: '绥化市职业技能鉴定中心' }],
  shown: [
    {
      id: 'q1',
      courseTitle: '',
      text: '补考要带什么？',
      answers: [{ text: '身份证和准考证。', by: '王老师', at: at(9, 5) }],
    },
  ],
  satisfaction: 'open',
}
export const firstExam: MyExam = { tests: [], results: [], certificates: [], shown: [], satisfaction: 'open' }
