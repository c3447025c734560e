import { idProblemWords } from '../../id-problem'
import type { Checked, Found } from '../found'
import { grouped } from '../grouped'

/** Numbers that nobody can have: every other check of people goes by them, so one wrong digit would pass them all. */
export async function checkNumbers({ people }: Checked): Promise<Found[]> {
  const wrong = people.filter(({ idProblem }) => idProblem !== null && idProblem !== '')
  return [...grouped(wrong, ({ idProblem }) => idProblem ?? '')].map(([problem, who]) => ({
    ...{ code: problem === 'other' ? ('id-other' as const) : ('id-invalid' as const), key: problem, records: [] },
    people: who.map(({ id }) => id),
    detail: `${who.length} 人：${idProblemWords[problem] ?? problem}（${who
      .slice(0, 5)
      .map(({ number, name, idMasked }) => `${number} ${name} ${idMasked}`.trim())
      .join('、')}${who.length > 5 ? ' 等' : ''}）`,
  }))
}
