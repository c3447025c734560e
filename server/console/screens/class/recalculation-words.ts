import { pick } from '../../words/locale'

export const words = pick({
  'zh-CN': {
    lead: (title: string, version: number) =>
      `本班按开班时固定的“${title}”第${version}版计时。这里只是试算：换一套规则会怎样，逐人逐日列出，不改变任何数据。`,
    policy: '试算用的认定规则',
    choose: '请选择',
    named: (title: string, version: number) => `${title} 第${version}版`,
    whole: (before: string, after: string, people: number) => `全班有效时长 ${before} → ${after}，${people} 人有变化`,
    before: '现行',
    after: '试算',
    lines: '逐日变化',
    lineCount: (count: number) => `${count} 处`,
    nothing: '没有变化',
    nothingLead: '按这套规则，全班每一天的有效时长和不计入时长都与现行一致。',
  },
  en: {
    lead: (title: string, version: number) =>
      `This class counts by “${title}” version ${version}, frozen when it opened. This is a trial: what another policy would give, by person and day. Nothing is changed.`,
    policy: 'Policy to try',
    choose: 'Choose',
    named: (title: string, version: number) => `${title}, version ${version}`,
    whole: (before: string, after: string, people: number) => `The class ${before} → ${after}; ${people} people change`,
    before: 'Now',
    after: 'Trial',
    lines: 'Changes by day',
    lineCount: (count: number) => `${count}`,
    nothing: 'No change',
    nothingLead: 'By this policy every day of the class stays as it is.',
  },
})
