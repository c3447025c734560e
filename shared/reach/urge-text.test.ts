import { expect, it } from 'vitest'
import { type Urge, urgeKinds } from '../api/board'
import { urgeText } from './urge-text'

const urge: Urge = {
  organisation: '绥化市示范职业培训学校',
  className: '养老护理员第1期',
  until: '2026-12-31',
  groups: [
    { kind: 'behind', names: ['王晓明', '李𠮷'] },
    { kind: 'tests', names: ['李𠮷'] },
  ],
}

it('names who is to do what by when, of the groups that were chosen alone', () => {
  const text = urgeText(urge, new Set(['behind']))
  expect(text).toContain('王晓明、李𠮷')
  expect(text).toContain('2026-12-31')
  expect(text).not.toContain('测试')
})

it('is nothing where nobody is to be urged', () => {
  expect(urgeText({ ...urge, groups: [] }, new Set(urgeKinds))).toBe('')
  expect(urgeText(urge, new Set())).toBe('')
})

it('has names and what to do alone: no hours, no numbers of people, and no word that trainees are not to read', () => {
  const groups = urgeKinds.map((kind) => ({ kind, names: ['王晓明'] }))
  const text = urgeText({ ...urge, groups }, new Set(urgeKinds))
  expect(text.replaceAll(urge.until, '')).not.toMatch(/\d{3,}|学时|身份证|参训编号|监控|作弊|抓取/)
})
