import { expect, it } from 'vitest'
import { steady } from '../../test/support/device'
import { classOf } from '../training/class-of'
import { classroom, HOUR } from './lessons.fixture'
import { teachingLog } from './teaching-log'

const theory = { key: 'theory', title: '护理理论' }

it('has every lesson that was held and every course that was watched, in order of time, with who was there and who was not', async () => {
  const room = await classroom()
  const { school, clock, hr } = room
  const [slip] = await hr.slips(room.class)
  const pupil = await school.join(room.class, slip?.code ?? '')
  const wall = clock.ms
  clock.ms += HOUR
  await school.study(pupil, [[steady(wall, 300_000)]], theory)
  await room.later(0)
  const live = await room.plan({
    ...{
      form: 'live',
      practice: false,
      course: 'theory',
      content: '第一讲',
      place: '腾讯会议',
      recording: '会议 42 的回放',
    },
    ...{ hours: '1', to: clock.ms + HOUR },
  })
  await room.plan({ content: '还没有上', from: clock.ms + 48 * HOUR, to: clock.ms + 49 * HOUR })
  const cancelled = await room.plan({ content: '没有上成', to: clock.ms + HOUR })
  await room.send('POST', `/lessons/${cancelled}/cancel`, { reason: '停电' })
  const absence = { kind: 'leave', seat: room.seat(1), lessons: [live], reason: '出差' }
  await room.send('POST', `/classes/${room.class}/absences`, absence)
  const roll = { how: 'roll', people: [{ seat: room.seat(0), present: true }] }
  await room.send('POST', `/lessons/${live}/roll`, roll)
  await room.later(2 * HOUR)
  const log = await teachingLog(room.deps, await classOf(room.deps.store, room.class))
  const day = '2026-11-22'
  expect(log).toMatchObject([
    {
      ...{
        from: day,
        to: day,
        hours: '',
        course: '护理理论',
        form: 'recorded',
        classHours: '2',
        expected: 3,
        present: 1,
      },
      absent: [{ name: '李𠮷' }, { name: '赵未到' }],
    },
    {
      ...{ from: day, hours: '09:00-10:00', content: '第一讲', form: 'live', classHours: '1', teacher: '周老师' },
      ...{ place: '腾讯会议', expected: 3, present: 1, video: '会议 42 的回放', remark: '请假：李𠮷' },
      absent: [{ name: '李𠮷' }, { name: '赵未到' }],
    },
  ])
})
