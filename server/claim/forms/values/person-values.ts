import { resultSources } from '../../../../shared/api/results'
import { dayOf, showDuration } from '../../../../shared/calendar/beijing'
import { hoursValue, textValue, type Value, wholeValue } from '../../../../shared/forms/value'
import type { classLists } from '../../../../shared/forms/vocabulary'
import { classHours } from '../../../../shared/study/hours'
import type { ClaimClass, ClaimPerson } from '../../claim-data'
import type { PersonData } from '../../class-data'

/** By the 17th sign of a citizen's ID number (GB 11643): odd for men. '' where it is none. */
export const genderOf = (idNumber: string): string =>
  /^\d{17}[\dX]$/.test(idNumber) ? (Number(idNumber[16]) % 2 === 1 ? '男' : '女') : ''

type Row = Record<keyof (typeof classLists)['学员'], Value>

/** 学员名册: everybody who has a seat, whether the claim asks for them or not. */
export const rosterRows = ({ data }: ClaimClass, asked: ReadonlyMap<string, ClaimPerson>): Row[] =>
  data.people.map((person, i) => {
    const { row, idNumber, credited, learner } = person
    const mine = asked.get(row.seat)
    return {
      序号: wholeValue(i + 1),
      参训编号: textValue(row.number),
      姓名: textValue(row.name),
      性别: textValue(genderOf(idNumber)),
      身份证号: textValue(idNumber),
      人员类别: textValue(mine?.category ?? ''),
      联系电话: textValue(mine?.phone ?? ''),
      有效时长: textValue(showDuration(credited)),
      折算学时: hoursValue(classHours(credited, data.trained.plan.policy)),
      平台进度: textValue(platformText(row)),
      测试成绩: textValue(mine?.scoreText || scoreText(row)),
      账号核对: textValue(learnerText(learner)),
      完成情况: textValue(row.left ? '' : row.missing?.length === 0 ? '已完成' : '未完成'),
      备注: textValue(row.left ? `${row.left.how} ${dayOf(row.left.at)}` : mine ? '' : '本次未申请'),
    }
  })

const platformText = ({ courses }: PersonData['row']): string =>
  courses
    .flatMap(({ title, platform }) =>
      platform
        ? [`${title}：${[platform.progress, platform.finished ? '已完成' : undefined].filter(Boolean).join(' ')}`]
        : [],
    )
    .join('；')

const scoreText = ({ courses }: PersonData['row']): string =>
  courses
    .flatMap(({ title, score }) =>
      score ? [`${title}：${score.value}${score.max ? `/${score.max}` : ''} ${passText(score.pass)}`.trim()] : [],
    )
    .join('；')

const learnerText = ({ match, mismatch, unknown }: PersonData['learner']): string =>
  mismatch > 0 ? `不符 ${mismatch} 次` : match > 0 ? '相符' : unknown > 0 ? '页面未显示账号' : ''

export const passText = (pass: boolean | undefined): string => (pass === undefined ? '' : pass ? '合格' : '不合格')

/** Where a score of the record comes from, as every form says it. */
export const scoreSourceText = (source: string): string => {
  const shown = source === 'call' ? 'page' : source
  return isResultSource(shown) ? resultSources[shown] : source
}
const isResultSource = (source: string): source is keyof typeof resultSources => Object.hasOwn(resultSources, source)
