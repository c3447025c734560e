import { dayOf, showTime } from '../../shared/calendar/beijing'

/** How many of the newest days, weeks and months keep their last backup. */
export interface Keeping {
  daily: number
  weekly: number
  monthly: number
}
export const defaultKeeping: Keeping = { daily: 7, weekly: 8, monthly: 12 }

/** `xueji-ab12cd34-20261126-073112.zip`: the server's id and Beijing time; ASCII, for any USB stick and any old unzip. */
export function backupName(server: string, at: number): string {
  const seconds = String(Math.floor(at / 1000) % 60).padStart(2, '0')
  const [day = '', time = ''] = showTime(at).split(' ')
  return `xueji-${server.slice(0, 8)}-${day.replaceAll('-', '')}-${time.replaceAll(':', '')}${seconds}.zip`
}

/** When a file of this server's was made, ms; undefined for every other file. */
export function madeAt(server: string, name: string): number | undefined {
  const [, of, y, m, d, h, min, s] =
    /^xueji-([0-9a-z]{1,8})-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.zip$/.exec(name) ?? []
  if (of !== server.slice(0, 8)) return undefined
  const at = Date.parse(`${y}-${m}-${d}T${h}:${min}:${s}+08:00`)
  return Number.isNaN(at) ? undefined : at
}

/**
 * Which of these files may go: all but the newest of each of the last so many days, weeks (from Monday) and months that
 * have one. The newest of all always stays.
 */
export function superseded(server: string, names: readonly string[], { daily, weekly, monthly }: Keeping): string[] {
  const dated = names
    .flatMap((name) => {
      const at = madeAt(server, name)
      return at === undefined ? [] : [{ name, at }]
    })
    .sort((a, b) => b.at - a.at)
  const kept = new Set(dated.slice(0, 1).map(({ name }) => name))
  const keep = (count: number, periodOf: (at: number) => string) => {
    const seen = new Set<string>()
    for (const { name, at } of dated) {
      const period = periodOf(at)
      if (seen.has(period)) continue
      if (seen.size === count) return
      seen.add(period)
      kept.add(name)
    }
  }
  keep(daily, dayOf)
  keep(weekly, weekOf)
  keep(monthly, (at) => dayOf(at).slice(0, 7))
  return dated.filter(({ name }) => !kept.has(name)).map(({ name }) => name)
}

const DAY = 86_400_000
/** The Monday of its Beijing week. */
function weekOf(at: number): string {
  const beijing = new Date(at + 8 * 3_600_000)
  return dayOf(at - ((beijing.getUTCDay() + 6) % 7) * DAY)
}
