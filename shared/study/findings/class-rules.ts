import type { Milliseconds } from '../../record/fields'
import type { Policy } from '../policy'
import type { ClassRule, Knowledge, Link } from './inquiry'
import { type Outline, seatsOf } from './outline'
import { during, length, listed, sum } from './say'
import { byStart, linksOf, overlaps } from './stretches'
import { thresholds } from './thresholds'

/** Rules across a class: devices, site rules, and hours. */

interface OnDevice extends Link {
  seat: string
  device: string
  from: Milliseconds
  to: Milliseconds
}

function byDevice(outlines: readonly Outline[]): Map<string, OnDevice[]> {
  const devices = new Map<string, OnDevice[]>()
  for (const { seat, sittings } of outlines)
    for (const sitting of sittings) {
      const known = devices.get(sitting.device)
      if (known) known.push({ seat, ...sitting })
      else devices.set(sitting.device, [{ seat, ...sitting }])
    }
  return devices
}

export const deviceInStep: ClassRule = {
  code: 'device-in-step',
  find(outlines) {
    return [...byDevice(outlines)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([device, sittings]) => {
        const found = overlaps(sittings.toSorted(byStart), (a, b) => a.seat !== b.seat)
        const ms = sum(found.map(({ from, to }) => to - from))
        const [first] = found
        if (!first || ms < thresholds.inStep) return []
        const seats = seatsOf(found.flatMap(({ first, second }) => [first, second]))
        return [
          {
            key: device,
            seats,
            detail: `设备 ${device.slice(0, 8)} 上，${seats.length} 名学员的学习时段重叠 ${length(ms)}，最早一段 ${during(first.from, first.to)}；同一台电脑一次只能有一人签到`,
            entries: listed(linksOf(found)),
          },
        ]
      })
      .slice(0, thresholds.groups)
  },
}

export const deviceManySeats: ClassRule = {
  code: 'device-many-seats',
  find(outlines) {
    const devices = new Map<string, (Link & { seat: string })[]>()
    for (const { seat, devices: own } of outlines)
      for (const { device, chain, seq } of own)
        devices.set(device, [...(devices.get(device) ?? []), { seat, chain, seq }])
    return [...devices]
      .filter(([, seats]) => seats.length >= thresholds.seats)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, thresholds.groups)
      .map(([device, seats]) => ({
        key: device,
        seats: seatsOf(seats),
        detail: `设备 ${device.slice(0, 8)} 上有 ${seats.length} 名学员的学习记录`,
        entries: listed(seats),
      }))
  },
}

const usedRules = (
  code: ClassRule['code'],
  which: (hash: string, known: Knowledge) => boolean,
  words: (names: string) => string,
): ClassRule => ({
  code,
  find(outlines, known) {
    const used = outlines
      .flatMap(({ seat, rules }) => rules.map((rule) => ({ seat, ...rule })))
      .filter(({ rule }) => which(rule.slice(rule.indexOf('#') + 1), known))
    if (used.length === 0) return []
    const names = [...new Set(used.map(({ rule }) => rule.slice(0, rule.indexOf('#') + 9)))].sort()
    const shown = names.slice(0, 5).join('、') + (names.length > 5 ? ` 等 ${names.length} 个` : '')
    return [{ seats: seatsOf(used), detail: words(shown), entries: listed(used) }]
  },
})

export const ruleOwn = usedRules(
  'rule-own',
  (hash, { builtInRules, ownRules }) => !builtInRules.has(hash) && ownRules.has(hash),
  (names) =>
    `有记录由单位自定的网站规则读出：${names}；课程、进度和成绩依规则读取，请审阅规则原文，观看时间不受规则影响`,
)
export const ruleUnknown = usedRules(
  'rule-unknown',
  (hash, { builtInRules, ownRules }) => !builtInRules.has(hash) && !ownRules.has(hash),
  (names) => `有记录由没有原文的网站规则读出：${names}；课程、进度和成绩无从核对，观看时间不受规则影响`,
)

export const hoursHugMinimum: ClassRule = {
  code: 'hours-hug-minimum',
  find(outlines, { policy, facts }) {
    const minimum = minimumOf(policy, facts.courses)
    if (minimum === undefined) return []
    const reached = outlines.filter(({ credited }) => credited >= minimum)
    const { people, share, margin } = thresholds.minimum
    const near = reached.filter(({ credited }) => credited <= minimum * (1 + margin))
    if (reached.length < people || near.length < reached.length * share) return []
    return [
      {
        seats: seatsOf(near),
        detail: `达到 ${length(minimum)}的 ${reached.length} 人中，有 ${near.length} 人只多出不到 ${margin * 100}%`,
        entries: listed(near.flatMap(({ sittings }) => sittings.slice(-1))),
      },
    ]
  },
}

/** What a policy asks for, or the planned hours where all courses have them; ms. */
function minimumOf(
  { completion, minutesPerHour }: Policy,
  courses: Knowledge['facts']['courses'],
): Milliseconds | undefined {
  const hour = minutesPerHour * 60_000
  const planned = courses.every(({ hours }) => hours !== undefined) ? sum(courses.map((one) => Number(one.hours))) : 0
  const asked = [Number(completion?.hours ?? 0) * hour, (planned * hour * (completion?.ratio ?? 1000)) / 1000]
  const minimum = Math.max(...asked)
  return minimum > 0 ? minimum : undefined
}
