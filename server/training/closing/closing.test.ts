import { expect, it, onTestFinished } from 'vitest'
import type { ClassSummary } from '../../../shared/api'
import type { Closing } from '../../../shared/api/closing'
import { inventedId } from '../../../test/support/hr'
import { claimDesk, handedIn } from '../../claim/claims/claims.fixture'
import { classroom, HOUR } from '../../lessons/lessons.fixture'

const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', String)

async function desk() {
  const made = await claimDesk()
  onTestFinished(() => made.close())
  const end = (id: string, what: 'close' | 'reopen', reason = '') =>
    made.send<Closing>('POST', `/api/classes/${id}/${what}`, { reason })
  return { ...made, end, closing: (id: string) => made.send<Closing>('GET', `/api/classes/${id}/closing`) }
}

it('names what is still open and whose turn it is, and is closed over it with a reason alone, which is kept', async () => {
  const { openClass, closing, end, send } = await desk()
  const { id } = await openClass(['王晓明', '李𠮷'])
  expect((await closing(id)).points).toEqual([
    { code: 'incomplete', turn: 'trainees', count: 2, names: ['001 王晓明', '002 李𠮷'] },
  ])
  expect(await refusal(end(id, 'close'))).toContain('还有 1 项没有办完')
  expect(await end(id, 'close', '两人都已离职')).toMatchObject({
    ...{ status: 'closed', points: [] },
    history: [{ kind: 'close', by: '王老师', reason: '两人都已离职', points: 2 }],
  })
  expect(await send<{ summary: ClassSummary }>('GET', `/api/classes/${id}`)).toMatchObject({
    summary: { status: 'closed', closedAt: expect.any(Number) },
  })
  expect(await refusal(end(id, 'close', '再来一次'))).toContain('已经结班')
})

it('waits for a device that is still signed in, and takes what it hands in afterwards', async () => {
  const made = await desk()
  const { openClass, closing, end, school } = made
  const { id, codes } = await openClass(['王晓明'])
  const pupil = await made.studies(id, codes[0] ?? '', '90')
  expect((await closing(id)).points).toMatchObject([{ code: 'unsent', turn: 'trainees', names: ['001 王晓明'] }])
  pupil.device.write('signout', { reason: 'popup' }, school.clock.ms)
  await end(id, 'close', '电脑已带离单位')
  await school.handIn(pupil)
  await school.deps.deriver.settle()
  await end(id, 'reopen', '再看一次')
  expect((await closing(id)).points.map(({ code }) => code)).not.toContain('unsent')
})

it('lets nobody join a closed class, nor changes its roster; a chain that replaces another goes on', async () => {
  const made = await desk()
  const { openClass, end, school } = made
  const { id, codes } = await openClass(['王晓明', '李𠮷'])
  const pupil = await made.studies(id, codes[0] ?? '', '90')
  await end(id, 'close', '到期')
  await expect(school.device().join({ code: codes[1] ?? '' })).rejects.toThrow('join-refused')
  expect(await school.device().join({ old: pupil.device, seq: 2 })).toMatchObject({ state: 'joined' })
  const more = school.hr.importRoster(id, [{ name: '赵新来', id: inventedId(9) }])
  expect(await refusal(more)).toContain('已经结班，名册不再变动')
})

it('takes a hand-in file of who joined before the end, and none of who joined after it', async () => {
  const { openClass, end, school } = await desk()
  const { id, codes } = await openClass(['王晓明', '李𠮷'])
  const organisation = school.organisation
  const before = school.device().begin({ class: id, organisation, at: school.clock.ms })
  await end(id, 'close', '到期')
  const after = school.device().begin({ class: id, organisation, at: school.clock.ms })
  expect(await school.hr.handIn(id, before.handInFile(codes[0]))).toMatchObject({ chains: 1, refused: [] })
  const late = await school.hr.handIn(id, after.handInFile(codes[1]))
  expect(late).toMatchObject({ chains: 0, refused: [{ message: expect.stringContaining('结班以后才加入') }] })
})

it('is opened again with a reason, until a claim that was handed in says that it is closed', async () => {
  const made = await desk()
  const { openClass, closing, end, rates, act, school } = made
  const { id, codes } = await openClass(['王晓明'])
  await made.studies(id, codes[0] ?? '', '90')
  await end(id, 'close', '到期')
  expect(await refusal(end(id, 'reopen'))).toContain('bad-request')
  expect(await end(id, 'reopen', '补一次实训')).toMatchObject({ status: 'open', history: [{ kind: 'reopen' }, {}] })
  await end(id, 'close', '到期')
  await rates()
  school.clock.ms += HOUR
  await school.deps.deriver.settle()
  const claim = await handedIn(made, id)
  expect((await closing(id)).heldBy).toEqual([claim.number])
  expect(await refusal(end(id, 'reopen', '补一次实训'))).toContain(`${claim.number} 已经提交`)
  await act(claim.id, 'decision', { outcome: 'returned', day: '2026-12-25', remark: '材料不齐', number: '' })
  expect(await end(id, 'reopen', '补一次实训')).toMatchObject({ status: 'open', heldBy: [] })
})

it('names lessons that are ahead or that nobody was written down for; a closed class gets no more of them', async () => {
  const room = await classroom()
  await room.plan({ content: '翻身与移位', from: room.clock.ms - 3 * HOUR, to: room.clock.ms - HOUR })
  await room.plan({ content: '体位转换', from: room.clock.ms + HOUR, to: room.clock.ms + 2 * HOUR })
  const { points } = await room.send<Closing>('GET', `/classes/${room.class}/closing`)
  expect(points).toMatchObject([
    { code: 'lessons-ahead', turn: 'clerk', names: ['体位转换'] },
    { code: 'lessons-unmarked', turn: 'clerk', names: ['翻身与移位'] },
    { code: 'incomplete', count: 3 },
  ])
  await room.send('POST', `/classes/${room.class}/close`, { reason: '到期' })
  expect(await refusal(room.plan())).toContain('不能再登记课程')
})
