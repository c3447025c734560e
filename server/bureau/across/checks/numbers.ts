import { idProblemWords } from '../../id-problem'
import type { Checked, Found } from '../found'
import { grouped } from '../grouped'
import { idProblemsOf } from '../judge-numbers'
import { showing } from './joinings'

/** Numbers that nobody can have: every other check of people goes by them, so one wrong digit would pass them all. */
export async function checkNumbers(checked: Checked): Promise<Found[]> {
  const problems = await idProblemsOf(checked.q, checked, checked.people)
  const problemOf = ({ id }: { id: string }) => problems.get(id) ?? ''
  const wrong = checked.people.filter((person) => problemOf(person) !== '')
  if (wrong.length === 0) return []
  const shown = await showing(checked)
  return [...grouped(wrong, problemOf)].map(([problem, who]) => ({
    ...{ code: problem === 'other' ? ('id-other' as const) : ('id-invalid' as const), key: problem },
    ...{ people: who.map(({ id }) => id), records: shown(...who.map(({ id }) => id)) },
    detail: `${who.length} 人：${idProblemWords[problem] ?? problem}（${who
      .slice(0, 5)
      .map(({ number, name, idMasked }) => `${number} ${name} ${idMasked}`.trim())
      .join('、')}${who.length > 5 ? ' 等' : ''}）`,
  }))
}
