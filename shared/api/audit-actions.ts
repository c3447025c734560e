import { findingKinds, isFindingKind } from '../study/finding'

/**
 * Every action the audit knows, with the words people read. `recordAudit` takes nothing else: an action without words does not
 * compile. Keys are `subject.verb`.
 */
export const auditActions = {
  'organisation.set-up': '首次设置单位',
  'organisation.host': '开设托管单位',
  'organisation.invite': '重发首位管理员邀请',
  'organisation.stop': '停用托管单位',
  'organisation.let-in': '恢复托管单位',
  'session.open': '登录',
  'session.close': '退出登录',
  'session.close-others': '退出其他登录',
  'member.invite': '邀请成员',
  'member.join': '接受邀请',
  'member.role': '变更角色',
  'member.stop': '停用成员',
  'member.let-in': '恢复成员',
  'member.lock': '多次输错，锁定账号',
  'member.unlock': '解除锁定',
  'member.password-link': '生成设新密码链接',
  'member.password-reset': '用链接设新密码',
  'member.password': '修改自己的密码',
  'member.rename': '修改自己的姓名',
  'member.factor-reset': '重置成员的动态码',
  'invitation.withdraw': '撤回邀请或链接',
  'factor.set-up': '设置登录动态码',
  'factor.remove': '关闭登录动态码',
  'factor.recovery-codes': '更换恢复码',
  'factor.recovery-used': '用恢复码登录',
  'factor.require': '要求全体成员使用动态码',
  'audit.export': '导出操作记录',
  'class.open': '开班',
  'plan.consent': '登记人社局同意日期',
  'roster.import': '导入学员名册',
  'roster.export': '导出学员名册（含身份证号）',
  'person.rename': '按名册更正姓名',
  'codes.show': '查看个人加入码',
  'code.reissue': '重发个人加入码',
  'phone-links.show': '查看手机页面链接',
  'phone-session.open': '学员用加入码打开手机页面',
  'join.receive': '加入班级',
  'join.accept': '接受待核对的加入',
  'join.refuse': '不接受待核对的加入',
  'hand-in.import': '导入上交文件',
  'device.approve': '审核设备',
  'device.revoke': '停用设备',
  'attendance.export': '导出签到考勤',
  'second-factor.require': '签到二次确认设置',
  'finding.note': '待核实事项备注',
  'appeal.receive': '收到复核申请',
  'appeal.accept': '复核申请：采纳',
  'appeal.reject': '复核申请：不采纳',
  'question.receive': '收到学员提问',
  'question.answer': '答复学员提问',
  'evidence.keep': '上传依据文件',
  'evidence.show': '查看依据文件',
  'correction.withdraw': '更正扣除时长',
  'rule.publish': '发布网站规则',
  'rule.withdraw': '停用网站规则',
  'package.build': '生成申报资料包',
} as const satisfies Record<string, string>

export type AuditAction = keyof typeof auditActions

/** The words of an action; one of a newer server stands as it is. */
export const actionWords = (action: string): string => (isAction(action) ? auditActions[action] : action)
const isAction = (action: string): action is AuditAction => Object.hasOwn(auditActions, action)

/** What the details of an action say, by their keys; others stand as they are. */
const details: Readonly<Record<string, string>> = {
  people: '人数',
  reason: '原因',
  rows: '行数',
  added: '新增',
  unchanged: '未变',
  renamed: '更名',
  accounts: '平台账号',
  chains: '记录份数',
  entries: '记录条数',
  settled: '已核实',
  code: '事项',
  from: '原为',
  to: '改为',
  date: '日期',
  before: '此前',
  name: '名称',
  kind: '类型',
  role: '角色',
  note: '备注',
  address: '来自',
  factor: '动态码',
  required: '要求',
  version: '版本',
  bytes: '字节',
  how: '方式',
  content: '内容摘要',
  login: '账号',
  left: '剩余恢复码',
}

/** Values that are words of ours. */
const values: Readonly<Record<string, string>> = {
  administrator: '管理员',
  manager: '负责人',
  hr: '人事/教务',
  teacher: '教师',
  auditor: '审计',
  finance: '财政',
  enterprise: '企业',
  institution: '培训机构',
  bureau: '人社局',
  true: '是',
  false: '否',
  device: '扩展',
  phone: '手机',
  file: '上交文件',
  code: '个人加入码',
  accepted: '姓名和证件号后六位',
  replaces: '接续更换的记录',
}

const valueWords = (value: string): string =>
  values[value] ?? (isFindingKind(value) ? findingKinds[value].label : value)

/** One line of a row's details; never an ID number, a password or a code: none was written. */
export const detailWords = (detail: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(detail)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${details[key] ?? key}：${valueWords(String(value))}`)
    .join('；')
