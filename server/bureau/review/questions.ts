import type { Question } from '../../../shared/api/bureau-interview'
import { dayOf, showDuration, showTime } from '../../../shared/calendar/beijing'
import { sha256Hex } from '../../../shared/crypto'
import type { Milliseconds } from '../../../shared/record/fields'
import { nodeCrypto } from '../../crypto'
import type { LogEntry } from './own-log'

/** A lesson that was played, on one day. */
interface Studied {
  day: string
  from: Milliseconds
  to: Milliseconds
  ms: Milliseconds
  course: string
  lesson: string
  at: { chain: string; seq: number }[]
}

const link = ({ chain, seq }: LogEntry) => ({ chain, seq })
const weekdays = ['日', '一', '二', '三', '四', '五', '六']
const dayWords = (day: string) => `${day}（周${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''}）`
const partOfDay = (ms: Milliseconds) => {
  const hour = Number(showTime(ms).slice(11, 13))
  return hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour < 18 ? '下午' : '晚上'
}
const SHOWN = 20

/**
 * Questions to somebody from the own log, each with what the record says. `seed` chooses the day and the lesson that are asked about: the same for
 * everybody who opens the sheet, and of nobody's choosing. Pure.
 */
export function questionsFrom(entries: readonly LogEntry[], seed: string): Question[] {
  const studied = studiedOf(entries)
  return [
    ...daysAsked(studied),
    ...lessonAsked(studied, seed),
    ...courseAsked(studied),
    ...devicesAsked(entries),
    ...presenceAsked(entries),
    ...testsAsked(entries),
    ...questionsAsked(entries),
  ]
}

function studiedOf(entries: readonly LogEntry[]): Studied[] {
  const views = new Map(entries.flatMap((one) => (one.kind === 'view' ? [[one.hash, one.body] as const] : [])))
  const found = new Map<string, Studied>()
  for (const entry of entries) {
    if (entry.kind !== 'watch') continue
    const view = views.get(entry.body.view)
    if (!view) continue
    for (const { wall, ms } of entry.body.spans) {
      const day = dayOf(wall)
      const key = `${day}\n${view.course.key}\n${view.lesson.key}`
      const known = found.get(key)
      const one = known ?? {
        ...{ day, from: wall, to: wall, ms: 0, course: view.course.title, lesson: view.lesson.title },
        at: [],
      }
      const at = one.at.at(-1)?.seq === entry.seq ? one.at : [...one.at, link(entry)]
      found.set(key, {
        ...{ ...one, from: Math.min(one.from, wall), to: Math.max(one.to, wall + ms), ms: one.ms + ms },
        at,
      })
    }
  }
  return [...found.values()].sort((a, b) => a.from - b.from)
}

function daysAsked(studied: readonly Studied[]): Question[] {
  const days = [...new Set(studied.map(({ day }) => day))]
  if (days.length === 0) return []
  const lines = days.map((day) => {
    const mine = studied.filter((one) => one.day === day)
    const [from, to] = [Math.min(...mine.map((one) => one.from)), Math.max(...mine.map((one) => one.to))]
    const ms = mine.reduce((sum, one) => sum + one.ms, 0)
    return `${dayWords(day)} ${showTime(from).slice(11)}–${showTime(to).slice(11)}，播放 ${showDuration(ms)}`
  })
  const more = lines.length > SHOWN ? `；另有 ${lines.length - SHOWN} 天` : ''
  return [
    {
      ...{ id: 'days', ask: '您大约在哪几天学习过？一般是上午、下午还是晚上？' },
      record: `共 ${days.length} 天：${lines.slice(-SHOWN).join('；')}${more}`.slice(0, 1000),
      entries: studied.flatMap(({ at }) => at.slice(0, 1)).slice(0, SHOWN),
    },
  ]
}

/** One lesson, chosen by the seed among those that were watched for longer than the middle one. */
function lessonAsked(studied: readonly Studied[], seed: string): Question[] {
  const longer = studied.toSorted((a, b) => b.ms - a.ms).slice(0, Math.ceil(studied.length / 2))
  const lot = Number.parseInt(sha256Hex(nodeCrypto, `${seed}/lesson`).slice(0, 8), 16)
  const one = longer[lot % Math.max(1, longer.length)]
  if (!one) return []
  const when = `${dayWords(one.day)}${partOfDay(one.from)}`
  const titles = `《${one.course}》“${one.lesson}”`
  return [
    {
      ...{ id: 'when', ask: `${when}您学的是哪门课、哪一节？` },
      record: `${titles}，${showTime(one.from)} 开始，播放 ${showDuration(one.ms)}`,
      entries: one.at.slice(0, SHOWN),
    },
    {
      ...{ id: 'about', ask: `${titles.slice(0, 280)}讲了些什么？请说一两点` },
      record: `${showTime(one.from)} 至 ${showTime(one.to)} 播放；内容以授课视频为准，由回访人判断`,
      entries: one.at.slice(0, SHOWN),
    },
  ]
}

function courseAsked(studied: readonly Studied[]): Question[] {
  const courses = new Map<string, { ms: number; lessons: Set<string> }>()
  for (const { course, lesson, ms } of studied) {
    const known = courses.get(course) ?? { ms: 0, lessons: new Set() }
    courses.set(course, { ms: known.ms + ms, lessons: known.lessons.add(lesson) })
  }
  if (courses.size === 0) return []
  const record = [...courses].map(([title, { ms, lessons }]) => `《${title}》${lessons.size} 节、${showDuration(ms)}`)
  return [{ id: 'courses', ask: '这次培训您学了哪几门课？', record: record.join('；').slice(0, 1000), entries: [] }]
}

function devicesAsked(entries: readonly LogEntry[]): Question[] {
  const joins = entries.flatMap((one) => (one.kind === 'join' ? [{ ...link(one), at: one.at, ...one.body }] : []))
  if (joins.length === 0) return []
  const devices = new Set(joins.map(({ device }) => device))
  const builds = joins.map(({ at, build, device }) => `${showTime(at)} 设备 ${device.slice(0, 6)}（${build}）`)
  return [
    {
      ...{ id: 'devices', ask: '您用几台电脑或手机学的？是自己的、单位的还是机房的？有没有换过？' },
      record: `${devices.size} 台：${builds.join('；')}`.slice(0, 1000),
      entries: joins.map(({ chain, seq }) => ({ chain, seq })).slice(0, SHOWN),
    },
  ]
}

function presenceAsked(entries: readonly LogEntry[]): Question[] {
  const checks = entries.flatMap((one) => (one.kind === 'presence' ? [one] : []))
  if (checks.length === 0) return []
  const of = (result: string) => checks.filter(({ body }) => body.result === result).length
  return [
    {
      ...{ id: 'presence', ask: '学习中间页面会弹出什么要您点一下？大约多久一次？' },
      record: `在学确认 ${checks.length} 次：答复 ${of('answered')} 次，未答复 ${of('missed')} 次，未显示 ${of('not-shown')} 次`,
      entries: checks.map(link).slice(0, SHOWN),
    },
  ]
}

function testsAsked(entries: readonly LogEntry[]): Question[] {
  const scores = entries.flatMap((one) => (one.kind === 'score' ? [one] : []))
  if (scores.length === 0) return []
  const record = scores.map(({ at, body }) => `${showTime(at)}《${body.course.title}》${body.value} 分`)
  return [
    {
      ...{ id: 'tests', ask: '您参加过测试吗？大约哪天，得了多少分？' },
      record: record.join('；').slice(0, 1000),
      entries: scores.map(link).slice(0, SHOWN),
    },
  ]
}

function questionsAsked(entries: readonly LogEntry[]): Question[] {
  const asked = entries.flatMap((one) => (one.kind === 'qa' && one.body.role === 'asked' ? [one] : []))
  if (asked.length === 0) return []
  const record = asked.map(({ at, body }) => `${showTime(at)}《${body.course.title}》`)
  return [
    {
      ...{ id: 'qa', ask: '学习中您向老师提过问题吗？大约什么时候、问的什么？' },
      record: `提问 ${asked.length} 次：${record.join('；')}`.slice(0, 1000),
      entries: asked.map(link).slice(0, SHOWN),
    },
  ]
}
