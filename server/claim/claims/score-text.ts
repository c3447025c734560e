import { examined } from '../../../shared/study/attained'
import type { ExamResult } from '../../../shared/study/facts'
import type { PersonData } from '../class-data'

const PARTS = { theory: '理论', practice: '实操', overall: '综合' } as const

/** 考核合格: something was examined, and by the policy nothing is missing of it. */
export const isPassed = (person: Pick<PersonData, 'days' | 'lacksTests'>, results: readonly ExamResult[]): boolean =>
  examined(person.days, results) && person.lacksTests === 0

/**
 * 考核成绩 as forms show it: of each part the attempt that passed, otherwise the last one; where nothing was entered, what pages showed,
 * the best of each course. `理论 88 实操 92 合格`.
 */
export function scoreText(person: Pick<PersonData, 'days' | 'lacksTests'>, results: readonly ExamResult[]): string {
  if (!examined(person.days, results)) return '未考核'
  const entered = (['theory', 'practice', 'overall'] as const).flatMap((part) => {
    const attempts = results.filter((one) => one.part === part).sort((a, b) => a.attempt - b.attempt)
    const shown = attempts.findLast(({ pass }) => pass) ?? attempts.at(-1)
    return shown?.value === undefined ? [] : [`${PARTS[part]} ${shown.value}`]
  })
  const shown = entered.length > 0 ? entered : pageScores(person)
  return [...shown, isPassed(person, results) ? '合格' : '不合格'].join(' ')
}

function pageScores({ days }: Pick<PersonData, 'days'>): string[] {
  const best = new Map<string, string>()
  for (const { key, scores } of days.flatMap(({ folded }) => folded.courses))
    for (const { value } of scores) {
      const known = best.get(key)
      if (known === undefined || Number(value) > Number(known)) best.set(key, value)
    }
  return best.size === 0 ? [] : [[...best.values()].join('/')]
}
