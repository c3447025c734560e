import type { CheckItem } from '../../../../shared/api/claims'
import type { ClaimClass } from '../../claim-data'
import type { AroundClass } from './around'
import { look, stop } from './item'

/** What a class lacks before its papers agree with each other. */
export function checkClass(made: ClaimClass, around: AroundClass): CheckItem[] {
  const { trained } = made.data
  const { id, name, plan } = trained
  const tab = (part: string) => `/classes/${id}/${part}`
  const said = (text: string) => `${name}：${text}`
  const items: CheckItem[] = []
  if (made.filing === '')
    items.push(
      look('filing', {
        text: said('没有登记备案号（开班申请的批复文号），申请表上这一栏会是空的'),
        link: `${tab('roster')}#filing`,
      }),
    )
  if (plan.consentDate === undefined)
    items.push(
      (plan.policy.consent ? stop : look)('consent', {
        text: said('没有登记人社局同意的日期'),
        link: made.filed ? `/plans/${plan.id}` : tab('roster'),
      }),
    )
  if (trained.status === 'open')
    items.push(
      look('class-open', {
        text: said('还没有结班：结班以后再报，或只报已经完成的人，其余以后再报'),
        link: tab('closing'),
      }),
    )
  const without = made.videos.filter(({ how }) => how === 'none')
  if (without.length > 0)
    items.push(
      look('video', {
        text: said(
          `${without.length} 节课没有授课视频，也没有平台承诺或人社局的豁免：${without
            .slice(0, 5)
            .map(({ lessonTitle, courseTitle }) => lessonTitle ?? courseTitle)
            .join('、')}${without.length > 5 ? '等' : ''}`,
        ),
        link: tab('videos'),
      }),
    )
  if (made.teaching.length === 0)
    items.push(look('teaching-log', { text: said('授课记录是空的'), link: tab('teaching-log') }))
  return [...items, ...checkAround(said, tab, around)]
}

function checkAround(
  said: (text: string) => string,
  tab: (part: string) => string,
  { allFindings, appeals, notices, unsealed, keyKnown }: AroundClass,
): CheckItem[] {
  return [
    ...(allFindings > 0
      ? [look('findings', { text: said(`还有 ${allFindings} 项待核实事项没有核实`), link: tab('findings') })]
      : []),
    ...(appeals > 0
      ? [look('appeals', { text: said(`还有 ${appeals} 件复核申请没有答复`), link: tab('appeals') })]
      : []),
    ...(notices > 0
      ? [look('notices', { text: said(`有 ${notices} 次名册变更还没有报告人社局`), link: tab('changes') })]
      : []),
    ...(unsealed > 0
      ? [look('unsealed', { text: said('有刚收到的记录还没有封存（1 分钟内自动完成），封存后请重新核算') })]
      : []),
    ...(keyKnown === false
      ? [
          look('package-key', {
            text: said('资料包的签名密钥与备案时报送的不同：请把新的密钥指纹告知人社局'),
            link: tab('package'),
            turn: 'administrator' as const,
          }),
        ]
      : []),
  ]
}
