import { pick } from '../../words/locale'

/** What a seat has of each source, online and off, and what it still lacks. */
export const reachedWords = pick({
  'zh-CN': {
    sources: { 甲: '软件采集（甲）', 乙: '平台记录（乙）', 丙: '人工补录（丙）' },
    notInHours: '已登记，按现行认定规则不计入学时',
    counts: (time: string) => `，计入 ${time}`,
    whole: (time: string) => `合计计入 ${time}`,
    missing: (text: string) => `结业还缺：${text}`,
    missingHelp: '按认定规则计算，线下培训和线下考核已算在内',
    offline: (hours: string) => `线下 ${hours} 学时`,
    practiceDue: '理论完成，待实训',
    theoryOn: (day: string) => `线上理论 ${day} 完成`,
    lacks: (count: number) => `结业还缺 ${count} 项`,
  },
  en: {
    sources: { 甲: 'recorded here (甲)', 乙: 'record of the platform (乙)', 丙: 'by hand (丙)' },
    notInHours: 'written down; under the policy in force it does not count',
    counts: (time: string) => `, ${time} counts`,
    whole: (time: string) => `${time} counts in all`,
    missing: (text: string) => `To complete: ${text}`,
    missingHelp: 'By the policy, with what was done offline',
    offline: (hours: string) => `${hours} class hours offline`,
    practiceDue: 'Theory done, practice to come',
    theoryOn: (day: string) => `Online theory complete on ${day}`,
    lacks: (count: number) => `${count} missing to complete`,
  },
})
