import { dayOf, showClock } from '../../shared/calendar/beijing'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { workbook } from '../claim/workbook'
import type { Deps } from '../deps'
import { classOf } from '../training/class-of'
import { everybodyOf, expectedAt } from './expected'
import { lessonOfOrganisation } from './held'

/** Rows for people who are not on the roster, so that nobody writes in the margin. */
const SPARE = 2

/** The 签到表 of a lesson, to be printed and signed by hand: names and numbers, no ID numbers. Audited. Throws `not-found`. */
export async function signSheet(deps: Deps, actor: Actor, id: string): Promise<{ file: Uint8Array; name: string }> {
  requireRole(actor, 'teacher')
  const { store, clock } = deps
  const { t } = store
  const lesson = await lessonOfOrganisation(store.read, t, id, actor.organisation)
  const trained = await classOf(store, lesson.class, actor.organisation)
  const people = expectedAt(await everybodyOf(store.read, t, lesson.class), lesson)
  await store.tx((q) => recordAudit(q, store, clock, actor, 'lesson.sheet', id, { people: people.length }))
  const course = trained.plan.courses.find(({ key }) => key === lesson.course)?.title ?? ''
  const time = `${dayOf(lesson.from)} ${showClock(lesson.from).slice(0, 5)}-${showClock(lesson.to).slice(0, 5)}`
  const file = await workbook([
    {
      name: '签到表',
      heading: [
        `${trained.name} 签到表`,
        `单位：${trained.organisationName}    时间：${time}    ${lesson.hours} 课时    地点：${lesson.place}`,
        `课程：${course}    内容：${lesson.content}    ${lesson.practice ? '实训' : '理论'}    教师：${lesson.teacher}    编号：${id.slice(0, 8)}`,
      ],
      columns: [
        { title: '序号', width: 7 },
        { title: '参训编号', width: 11, text: true },
        { title: '姓名', width: 18 },
        { title: '签到时间', width: 14 },
        { title: '签到（本人签名）', width: 24 },
        { title: '签退时间', width: 14 },
        { title: '签退（本人签名）', width: 24 },
        { title: '备注', width: 16 },
      ],
      rows: [
        ...people.map(({ number, name }, i) => [i + 1, number, name, '', '', '', '', '']),
        ...Array.from({ length: SPARE }, () => ['', '', '', '', '', '', '', '']),
      ],
      footing: [
        '由本人签名，不得代签。签完后扫描或拍照上传，上传后不能更换，只能另行登记。',
        `应到 ${people.length} 人    实到      人    教师签名：                    日期：    年    月    日`,
      ],
    },
  ])
  return { file, name: `签到表-${trained.name}-${dayOf(lesson.from)}.xlsx` }
}
