import { findingKinds, isFindingKind } from '../../shared/study/finding'

/** What the details of an action say, by their keys; others stand as they are. */
const details: Readonly<Record<string, string>> = {
  people: '人数',
  folder: '文件夹',
  passphrase: '换了口令',
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
  teacher: '教师',
  present: '到课',
  files: '文件数',
  faulty: '有问题',
  years: '年限',
  removed: '移出',
  employed: '登记就业',
  number: '编号',
  total: '金额（分）',
  outcome: '结果',
  form: '材料',
  table: '补贴标准',
  claims: '补贴申请份数',
  paid: '已拨付笔数',
  failed: '未付成笔数',
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
  sheet: '签到表',
  roll: '点名',
  signin: '签到',
  signout: '签退',
  undertaking: '平台承诺留存',
  waiver: '人社局豁免',
  paid: '已拨付',
  refused: '不予补贴',
  returned: '退回补正',
  agreed: '同意',
  unfounded: '不属实',
  upheld: '属实',
  application: '补贴资金申请表',
  agreement: '代为申请协议',
  declaration: '承诺书',
}

const valueWords = (value: string): string =>
  values[value] ?? (isFindingKind(value) ? findingKinds[value].label : value)

/** One line of a row's details; never an ID number, a password or a code: none was written. */
export const detailWords = (detail: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(detail)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${details[key] ?? key}：${valueWords(String(value))}`)
    .join('；')
