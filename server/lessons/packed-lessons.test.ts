import * as v from 'valibot'
import { expect, it } from 'vitest'
import { fromUtf8 } from '../../shared/crypto'
import { files } from '../../shared/package/layout'
import { canonical } from '../../shared/record/canonical'
import { type Facts, facts as factsSchema } from '../../shared/study/facts'
import { resigned } from '../claim/school.fixture'
import { attendedOf } from './attended'
import { classroom, HOUR } from './lessons.fixture'
import { attendedThrough } from './sealed'

it('a lesson signed by the code is accepted in a package with its entries alone: no other time, seat, length, and none twice', async () => {
  const room = await classroom()
  const { school } = room
  const id = await room.plan()
  await room.sign(0, 'signin', await room.code(id))
  await room.sign(1, 'signin', await room.code(id))
  await room.later(3 * HOUR)
  await room.sign(0, 'signout', await room.code(id))
  const { bag } = await school.package(room.class)
  const good = await school.verify(bag)
  expect(good.checks.flatMap(({ problems }) => problems)).toEqual([])
  expect(good.checks.map(({ title }) => title)).toContain('线下课的动态码签到、签退与学员的学习记录相符')

  const facts = v.parse(v.omit(factsSchema, ['receipts']), JSON.parse(fromUtf8(bag.get(files.facts) ?? expect.fail())))
  const [one] = facts.attended ?? []
  if (!one || facts.attended?.length !== 1) throw new Error('one person attended')
  const key = await school.deps.keys.package(school.organisation)
  const problemsWith = async (attended: NonNullable<Facts['attended']>): Promise<string> => {
    const changed = await resigned(bag, { [files.facts]: canonical({ ...facts, attended }) }, key)
    const report = await school.verify(changed)
    expect(report.verdict).toBe('bad')
    return report.checks.flatMap(({ problems }) => problems).join('\n')
  }
  expect(await problemsWith([{ ...one, start: one.start - 60_000 }])).toContain('没有对应的签到')
  expect(await problemsWith([{ ...one, at: one.at + 1000 }])).toContain('没有同一时刻的签退')
  expect(await problemsWith([{ ...one, seconds: one.seconds + 3600 }])).toContain('时长超出签退时间')
  expect(await problemsWith([{ ...one, seat: room.seat(1) }])).toMatch(/^参训编号 002 .*没有同一时刻的签退$/m)
  expect(await problemsWith([one, { ...one, id: 'again' }])).toMatch(/没有对应的签到\n.*没有同一时刻的签退/)
  expect((await school.verify(await resigned(bag, {}, key))).verdict).toBe('good')
})

it('leaves out of a package what its own chain does not yet show as sealed, rather than state what nobody can check', async () => {
  const room = await classroom()
  const { t, read } = room.deps.store
  const id = await room.plan()
  await room.sign(0, 'signin', await room.code(id))
  await room.later(3 * HOUR)
  await room.sign(0, 'signout', await room.code(id))
  const attended = await attendedOf(read, t, [room.seat(0)])
  // join, consent, signin, signout
  expect(await attendedThrough(read, t, attended, () => 2)).toEqual([])
  expect(await attendedThrough(read, t, attended, () => 3)).toEqual(attended)
  expect(attended).toHaveLength(1)
})
