import { expect, it } from 'vitest'
import type { GroupNotice } from '../api/reach'
import { groupText } from './group-text'

const notice: GroupNotice = {
  organisation: '绥化市北林区宏远机电有限公司',
  kind: 'enterprise',
  className: '2026 年第 3 期 电工（中级）',
  period: { from: '2026-11-01', to: '2026-12-31' },
  courses: Array.from({ length: 8 }, (_, i) => ({ title: `课程${i + 1}`, site: 'px.class.com.cn' })),
  code: 'H7KQ4M',
  link: 'https://px.example.cn/g/H7KQ4M',
  reachable: true,
}

it('names the steps, the link and the class code, and is short enough to be read', () => {
  const text = groupText(notice)
  for (const part of [notice.link, '班级代码 H7KQ4M', '练习课', '2026-11-01 至 2026-12-31', '等 8 门'])
    expect(text).toContain(part)
  expect(text).not.toContain('课程7')
  expect(text.length).toBeLessThan(600)
})

it('has nothing of any person: no name, no number, no code of theirs can be in it', () => {
  expect(groupText(notice)).not.toMatch(/\d{11}|\d{17}[\dX]|[A-Z\d]{4}-[A-Z\d]{4}-[A-Z\d]{4}|参训编号|成绩：/)
})
