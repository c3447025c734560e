import { claimStateWords, verdictWords } from '../../../shared/api/bureau'
import { interviewWords, type ReviewPersonRow, type ReviewRow } from '../../../shared/api/bureau-review'
import { showTime } from '../../../shared/calendar/beijing'
import { claimOutcomeNames } from '../../../shared/claim/claim-decision'
import { severityWords } from '../../../shared/study/finding'
import type { Column } from '../../lists/columns'

export const reviewColumns: readonly Column<ReviewRow>[] = [
  { id: 'number', title: '受理号', width: 20, value: (row) => row.number },
  { id: 'title', title: '名称', width: 36, value: (row) => row.title },
  { id: 'firm', title: '单位', width: 30, value: (row) => row.firm },
  {
    id: 'source',
    title: '来源',
    width: 22,
    value: ({ source }) => (source === 'manual' ? '手工申报（未经逐段核验）' : '资料包'),
  },
  { id: 'risk', title: '风险分', width: 10, value: ({ risk }) => risk.score },
  {
    ...{ id: 'reasons', title: '风险原因', width: 60 },
    value: ({ risk }) => risk.reasons.map(({ label, points }) => `${label} ${points} 分`).join('；'),
  },
  { id: 'verdict', title: '核验结论', width: 12, value: ({ verdict }) => (verdict ? verdictWords[verdict] : '') },
  { id: 'people', title: '人数', width: 8, value: (row) => row.people },
  {
    id: 'drawn',
    title: '抽查',
    width: 10,
    value: ({ drawn, interviewed }) => (drawn === 0 ? '' : `${interviewed}/${drawn}`),
  },
  { id: 'asked', title: '申请金额（元）', width: 16, value: ({ asked }) => asked / 100 },
  {
    ...{ id: 'status', title: '状态', width: 18 },
    value: ({ status, proposed }) => (proposed ? `待审定：${claimOutcomeNames[proposed]}` : claimStateWords[status]),
  },
  { id: 'received', title: '收件时间', width: 18, value: ({ receivedAt }) => showTime(receivedAt) },
]

export const reviewPersonColumns: readonly Column<ReviewPersonRow>[] = [
  { id: 'class', title: '培训班', width: 28, value: (row) => row.className },
  { id: 'number', title: '参训编号', width: 10, value: (row) => row.number },
  { id: 'name', title: '姓名', width: 14, value: (row) => row.name },
  { id: 'id', title: '身份证号（掩码）', width: 22, value: (row) => row.idMasked },
  { id: 'category', title: '人员类别', width: 16, value: (row) => row.category },
  {
    id: 'occupation',
    title: '职业（工种）、等级',
    width: 26,
    value: ({ occupation, level }) => `${occupation} ${level}`,
  },
  { id: 'hours', title: '申请学时', width: 10, value: ({ hours }) => Number(hours) },
  { id: 'accepted', title: '认定学时', width: 10, value: ({ accepted }) => Number(accepted) },
  { id: 'asked', title: '申请金额（元）', width: 14, value: ({ asked }) => asked / 100 },
  { id: 'amount', title: '核定金额（元）', width: 14, value: ({ amount }) => amount / 100 },
  { id: 'reason', title: '不予认定、核减的原因', width: 40, value: ({ ruling }) => ruling?.reason ?? '' },
  {
    ...{ id: 'findings', title: '疑点', width: 40 },
    value: ({ findings }) => findings.map(({ label, severity }) => `${severityWords[severity]} ${label}`).join('；'),
  },
  {
    ...{ id: 'check', title: '抽查', width: 14 },
    value: ({ drawn, interview }) => (interview ? interviewWords[interview] : drawn ? '待回访' : ''),
  },
]
