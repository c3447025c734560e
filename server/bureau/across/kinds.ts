import type { Severity } from '../../../shared/study/finding'

/** What claims can say against each other, and lists against them: label, how grave, and what may be honest about it. */
export const acrossKinds = {
  'time-twice': {
    label: '同一时间在两处学习',
    severity: 'serious',
    cause: '两台电脑时间不一致，或离开时忘记关掉前一台',
  },
  'level-again': {
    label: '同一职业同一等级再次申请',
    severity: 'serious',
    cause: '前一份没有获得补贴，或职业、等级填写有误',
  },
  'record-copied': {
    label: '两人的学习记录完全相同',
    severity: 'serious',
    cause: '请与本人核实；不同的人播放同一课节，时间和位置不会处处相同到毫秒',
  },
  'name-differs': {
    label: '同一证件号码，姓名不同',
    severity: 'serious',
    cause: '改名，或姓名、号码抄写有误；不是的话，其中一个用了别人的号码',
  },
  'key-ended': {
    label: '单位密钥已停用',
    severity: 'serious',
    cause: '资料包由单位本人制作，只是停用日期定得早；请单位用新密钥重新制作',
  },
  'period-overlap': {
    label: '培训期间重叠，没有逐段记录可比',
    severity: 'check',
    cause: '同一时期先后或错开时间参加了两个班',
  },
  'lower-after-higher': {
    label: '取得高等级后再申请低等级',
    severity: 'check',
    cause: '等级填写有误，或当地规定允许',
  },
  'over-year-limit': {
    label: '超过每人每年补贴次数',
    severity: 'check',
    cause: '其中有不计入次数的培训，或前一份没有获得补贴',
  },
  'id-invalid': {
    label: '证件号码不可能存在',
    severity: 'check',
    cause: '抄写或录入有误；按这个号码查不到本人的其他培训，请先核对',
  },
  'device-two-firms': {
    label: '同一台设备出现在两个单位',
    severity: 'check',
    cause: '机房租给几家单位使用，或学员换了单位仍用自己的电脑',
  },
  'regular-two-claims': {
    label: '不同申报或不同班的学员学习时段几乎一致',
    severity: 'check',
    cause: '集中上课、统一开始和结束',
  },
  'in-list': { label: '在比对名单中', severity: 'check', cause: '名单过期，或同号登记有误' },
  'not-registered': { label: '与登记的单位、职业或平台不符', severity: 'check', cause: '登记尚未更新' },
  'id-other': { label: '不是居民身份证号码', severity: 'note', cause: '本人持护照、居留证等其他证件' },
  'person-twice': {
    label: '同一人出现在两份申报中',
    severity: 'note',
    cause: '先后参加了两次培训',
  },
} as const satisfies Readonly<Record<string, { label: string; severity: Severity; cause: string }>>

export type AcrossKind = keyof typeof acrossKinds

/** The least grave first: what a finding is sorted by. */
export const grades: readonly Severity[] = ['note', 'check', 'serious']
