import { expect, it } from 'vitest'
import { builtIn } from '../../../../extension/sites'
import { powersOf } from './powers'

const powers = (id: string) => powersOf(builtIn.find((rule) => rule.id === id) ?? expect.fail())

it('names every site, mark, field and call that a rule reaches', () => {
  const canvas = powers('canvas')
  expect(canvas.hosts).toEqual([])
  expect(canvas.software[0]).toContain('#breadcrumbs')
  expect(canvas.calls).toEqual([
    {
      url: expect.stringContaining('submissions'),
      pointers: expect.arrayContaining(['/quiz_submissions/0/kept_score']),
    },
  ])
  expect(canvas.fields).toContain('成绩')
  expect(powers('chinahrt')).toMatchObject({ hosts: expect.arrayContaining(['videoadmin.chinahrt.com']), calls: [] })
  expect(powers('chinahrt').fields).toContain('平台显示的进度')
  expect(powers('generic')).toMatchObject({ hosts: ['*'], posts: true, wholePage: true })
})
