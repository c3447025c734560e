import { resultSources } from '../../../../shared/api/results'
import { showTime } from '../../../../shared/calendar/beijing'
import { WHOLE_CLASS } from '../../../../shared/exam/whole-class'
import { textValue, type Value, wholeValue } from '../../../../shared/forms/value'
import type { classLists } from '../../../../shared/forms/vocabulary'
import type { ExamResult } from '../../../../shared/study/facts'
import type { ClaimClass, ClaimPerson } from '../../claim-data'
import type { PersonData } from '../../class-data'
import { genderOf, passText, scoreSourceText } from './person-values'

type Row<List extends keyof typeof classLists> = Record<keyof (typeof classLists)[List], Value>

const PARTS = { theory: '理论', practice: '实操', overall: '综合' } as const
/** 结业: one row for everybody, with the attempt that counts. */
export const graduationRows = (one: ClaimClass, asked: ReadonlyMap<string, ClaimPerson>): Row<'结业'>[] =>
  one.data.people.map((person, i) => {
    const { row, idNumber } = person
    const mine = asked.get(row.seat)
    const results = resultsOf(one, person, mine)
    const certificate = mine?.certificate ?? one.data.facts.certificates?.find(({ seat }) => seat === row.seat)
    const theory = bestOf(results, 'theory')
    return {
      序号: wholeValue(i + 1),
      参训编号: textValue(row.number),
      姓名: textValue(row.name),
      性别: textValue(genderOf(idNumber)),
      理论成绩: textValue(theory === '' ? onlineScore(person) : theory),
      实操成绩: textValue(bestOf(results, 'practice')),
      评定成绩: textValue(mine ? passText(mine.passed) : bestOf(results, 'overall')),
      证书编号: textValue(certificate?.number ?? ''),
      发证日期: textValue(certificate?.day ?? ''),
      发证单位: textValue(certificate?.issuer ?? ''),
      备注: textValue(row.left?.how ?? (mine ? '' : '本次未申请')),
    }
  })

/** 各次考核: every attempt on its own line, as shown on a page, taken here, or on paper. */
export const attemptRows = (one: ClaimClass, asked: ReadonlyMap<string, ClaimPerson>): Row<'考核'>[] =>
  one.data.people.flatMap((person) => {
    const who = { 参训编号: textValue(person.row.number), 姓名: textValue(person.row.name) }
    const online = person.days.flatMap(({ folded }) =>
      folded.courses.flatMap(({ title, scores }) =>
        scores.map((score) => ({
          ...who,
          科目: textValue('测试'),
          课程: textValue(title),
          成绩: textValue(score.value),
          总分: textValue(score.max ?? ''),
          结果: textValue(passText(score.pass)),
          第几次: score.attempt === undefined ? textValue('') : wholeValue(score.attempt),
          是否补考: textValue((score.attempt ?? 1) > 1 ? '补考' : ''),
          考核日期: textValue(showTime(score.at)),
          来源: textValue(scoreSourceText(score.source)),
        })),
      ),
    )
    const results = resultsOf(one, person, asked.get(person.row.seat)).map((result) => ({
      ...who,
      科目: textValue(PARTS[result.part]),
      课程: textValue(one.data.trained.plan.courses.find(({ key }) => key === result.course)?.title ?? ''),
      成绩: textValue(result.value ?? ''),
      总分: textValue(result.max ?? ''),
      结果: textValue(passText(result.pass)),
      第几次: wholeValue(result.attempt),
      是否补考: textValue(result.attempt > 1 ? '补考' : ''),
      考核日期: textValue(result.day),
      来源: textValue(resultSources[result.source]),
    }))
    return [...online, ...results]
  })

const resultsOf = ({ data }: ClaimClass, { row }: PersonData, mine: ClaimPerson | undefined): readonly ExamResult[] =>
  mine?.results ?? data.facts.results?.filter(({ seat }) => seat === row.seat) ?? []

/** The attempt that was passed, otherwise the last. */
function bestOf(results: readonly ExamResult[], part: ExamResult['part']): string {
  const taken = results.filter((one) => one.part === part)
  const best = taken.find(({ pass }) => pass) ?? taken.at(-1)
  return best ? (best.value ?? passText(best.pass)) : ''
}

/** Of each course what its page showed, and of the test of the whole class the attempt that was passed, otherwise the last. */
function onlineScore({ row, days }: PersonData): string {
  const finals = days
    .flatMap(({ folded }) => folded.courses.filter(({ key }) => key === WHOLE_CLASS.key))
    .flatMap(({ scores }) => scores)
  const final = finals.findLast(({ pass }) => pass) ?? finals.at(-1)
  return [...row.courses.flatMap(({ score }) => score ?? []), ...(final ? [final] : [])]
    .map(({ value, max }) => `${value}${max ? `/${max}` : ''}`)
    .join('；')
}
