import { expect, it } from 'vitest'
import { enter } from '../client/session'
import { roleName } from '../screens/access/roles'
import { words as change } from '../screens/class/change-words'
import { words as classes } from '../screens/classes/words'
import { byKind } from './by-kind'

it('says an enterprise’s word until an institution is signed in, and then the institution’s', () => {
  const pair = ['培训方案备案', '开班申请'] as const
  expect(byKind(pair)).toBe('培训方案备案')
  const user = { id: 'm', login: 'l', name: 'n', role: 'hr' }
  enter({ user, organisation: { id: 'o', kind: 'institution', name: '学校' } })
  expect(byKind(pair)).toBe('开班申请')
  enter({ user, organisation: { id: 'o', kind: 'enterprise', name: '公司' } })
  expect(byKind(pair)).toBe('培训方案备案')
})

it('stands in the form that opens a class, on the 变更表 and in 工作移交', () => {
  const user = { id: 'm', login: 'l', name: 'n', role: 'hr' }
  const said = (kind: 'enterprise' | 'institution') => {
    enter({ user, organisation: { id: 'o', kind, name: '单位' } })
    return [classes.planTitle(), classes.planTitleHelp(), change.sheetPlan(), roleName('hr')]
  }
  expect(said('enterprise')).toEqual(['培训方案名称', '与备案的名称一致', '培训方案', '人事专员'])
  expect(said('institution')).toEqual(['培训计划名称', '与开班申请的名称一致', '培训计划', '教务'])
})
