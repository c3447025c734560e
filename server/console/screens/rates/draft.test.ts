import { describe, expect, it } from 'vitest'
import { rateTables } from '../../../../shared/claim/rates/index'
import { draftOf, emptyDraft, requestOf } from './draft'

describe('a rate table as it is typed', () => {
  it.each(rateTables.map((table) => [table.id, table] as const))(
    '%s comes back from the form as it was, whether or not the form has a field for all of it',
    (_, table) => {
      const { id, version, notes: __, region: ___, fund: ____, ...said } = table
      const request = requestOf(draftOf(table, true))
      expect(request).toMatchObject({ ...said, id })
      expect(requestOf(draftOf(table, false))).not.toHaveProperty('id')
      expect(version).toBeGreaterThan(0)
    },
  )

  it('is not sent while an amount is missing or none', () => {
    const typed = { ...emptyDraft('2026-01-01'), title: '标准', source: '文件' }
    expect(requestOf(typed)).toBeUndefined()
    expect(requestOf({ ...typed, amount: '十元' })).toBeUndefined()
    expect(requestOf({ ...typed, kind: 'level' })).toBeUndefined()
    expect(requestOf({ ...typed, amount: '10' })).toMatchObject({
      standard: [{ kind: 'hour', amount: '10', of: 'all' }],
      conditions: { completed: true, passed: true },
    })
    expect(requestOf({ ...typed, kind: 'cost', amount: '95' })).toMatchObject({ standard: [{ share: 950 }] })
  })
})
