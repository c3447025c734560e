import { expect, it } from 'vitest'
import { shownHours, shownScore } from './shown'

it.each([
  ['考试成绩：85.5分（满分100分），合格', { value: '85.5', max: '100', pass: true, part: '成绩：85.5分' }],
  ['得分：86.5 分，总分：100 分，通过', { value: '86.5', max: '100', pass: true }],
  ['成绩：58.5分 总分：100分 不合格', { value: '58.5', max: '100', pass: false }],
  ['姓名 王晓明 成绩 92 状态 合格', { value: '92', pass: true }],
  ['您的成绩为 85 分', { value: '85' }],
  ['总分：85', { value: '85' }],
  ['总成绩：９２．５分', { value: '92.5' }],
  ['成绩 85/100', { value: '85', max: '100' }],
  ['满分100分 得分 40', { value: '40', max: '100' }],
  ['考试结果：未通过 成绩：40', { value: '40', pass: false }],
  ['及格分数：60分，你的得分：72分', { value: '72' }],
  ['合格 成绩：92', { value: '92', pass: true }],
  ['共20题，成绩：92分，及格分：60分', { value: '92' }],
])('the score of “%s”', (text, expected) => {
  expect(shownScore(text)).toMatchObject(expected)
  if (!('max' in expected)) expect(shownScore(text)).not.toHaveProperty('max')
  if (!('pass' in expected)) expect(shownScore(text)).not.toHaveProperty('pass')
})

it.each([
  '及格分数：60分，总分：100分',
  '单选题（分数：2）',
  '第3题 得分：2',
  '本题分数 5 分',
  '合格成绩：60',
  '满分：100 分',
  '平均成绩：81',
  '成绩 2026-11-20',
  '成绩 2026年11月20日',
  '得分率：85%',
  '成绩：37%',
  '成绩排名 5',
  '共 50 题，总分：100 分，60 分钟',
  '成绩：120，满分：100',
  '总分 10 学时',
])('“%s” is nobody’s score', (text) => {
  expect(shownScore(text)).toBeUndefined()
})

it.each([
  ['课程学时：2学时', '2'],
  ['本课程学时：4.5，已学 37%', '4.5'],
  ['课时：30', '30'],
  ['课时数：8', '8'],
  ['36学时', '36'],
  ['共 36 学时', '36'],
  ['已学 2 学时，共 36 学时', '36'],
  ['已完成学时：3 总学时：36', '36'],
  ['学时 ８', '8'],
  ['第1课时 安全用电 共 12 个课时', '12'],
])('the hours of “%s” are %s', (text, expected) => {
  expect(shownHours(text)).toBe(expected)
})

it.each(['1学时=45分钟', '第2课时', '课时 3 安全用电', '已学2学时', '还需 5 学时', '学时证明'])(
  '“%s” says nothing of how long a course is',
  (text) => {
    expect(shownHours(text)).toBeUndefined()
  },
)

it('a page of any text is read in time that grows with its length alone', () => {
  for (const piece of ['成绩', '成绩：', '成绩 9', '及格 ', '满分', '学时', '总分 1 ', '题（(（( ']) {
    const text = piece.repeat(30_000 / piece.length)
    const before = performance.now()
    shownScore(text)
    shownHours(text)
    expect(performance.now() - before, piece).toBeLessThan(500)
  }
})
