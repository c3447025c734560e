import { describe, expect, it } from 'vitest'
import { steady } from '../../test/support/device'
import { inventedId } from '../../test/support/hr'
import { course, HOUR, lesson, School } from '../claim/school.fixture'

describe('记录状况 of a class', () => {
  it('says by site what pages did not show, and by person who is not recorded two days after joining', async () => {
    const school = await School.open()
    try {
      const people = ['王晓明', '李慧', '赵强'].map((name, n) => ({ name, id: inventedId(n + 1) }))
      const { id, codes } = await school.openClass(people)
      const a = await school.join(id, codes[0] ?? '')
      const b = await school.join(id, codes[1] ?? '')
      await school.study(a, [[steady(school.clock.ms - HOUR / 2, 10_000)]], course, lesson)
      const view = a.device.entries.find(({ kind }) => kind === 'view')
      const at = school.clock.ms
      a.device.write('system', { event: 'field-missing', detail: 'px.class.com.cn@2 lesson.title score.value' }, at)
      a.device.write('gap', { reason: 'unmeasurable', from: at, to: at, view: view?.hash ?? '' }, at)
      a.device.write('system', { event: 'frame-unreachable', detail: 'player.example.com' }, at)
      await school.handIn(a)
      await school.handIn(b)
      await school.deps.deriver.settle()
      const soon = await school.hr.health(id)
      expect(soon.sites).toMatchObject([
        {
          site: 'px.class.com.cn',
          people: 1,
          missing: [{ rule: 'px.class.com.cn@2', fields: ['课节名称', '成绩'], people: 1 }],
          unmeasurable: 1,
          frames: [{ host: 'player.example.com', people: 1 }],
        },
      ])
      expect(soon.people.map(({ name, state }) => [name, state])).toEqual([
        ['王晓明', 'recording'],
        ['李慧', 'new'],
        ['赵强', 'waiting'],
      ])
      expect(soon.people[0]?.troubles).toEqual([
        'px.class.com.cn 上读不到课节名称、成绩',
        'px.class.com.cn 的播放器不能计时',
        'px.class.com.cn 的播放器在 player.example.com 的框架里，浏览器没有允许读取',
      ])
      school.clock.ms += 49 * HOUR
      await school.hr.signIn()
      expect((await school.hr.health(id)).people[1]?.state).toBe('nothing')
    } finally {
      await school.close()
    }
  })
})
