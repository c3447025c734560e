import { expect, it } from 'vitest'
import { enter } from '../client/session'
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
