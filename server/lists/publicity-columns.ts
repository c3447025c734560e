import { claimStateWords } from '../../shared/api/bureau'
import { type PaymentRow, paymentStateWords } from '../../shared/api/bureau-payments'
import {
  type DueClaim,
  type PublicityRow,
  type PublicPerson,
  publicityStateWords,
} from '../../shared/api/bureau-publicity'
import { dayOf } from '../../shared/calendar/beijing'
import type { Column } from './columns'

export const dueColumns: readonly Column<DueClaim>[] = [
  { id: 'number', title: '受理号', width: 18, value: (row) => row.number },
  { id: 'firm', title: '单位', width: 30, value: (row) => row.firm },
  { id: 'title', title: '补贴申请', width: 36, value: (row) => row.title },
  { id: 'people', title: '人数', width: 8, value: (row) => row.people },
  { id: 'asked', title: '申请金额（元）', width: 16, value: (row) => row.asked / 100 },
  { id: 'status', title: '状态', width: 12, value: (row) => claimStateWords[row.status] },
  { id: 'source', title: '来源', width: 16, value: (row) => (row.manual ? '手工申报，未经逐段核验' : '申报资料包') },
  { id: 'since', title: '到本环节的日期', width: 16, value: (row) => dayOf(row.since) },
]

export const publicityColumns: readonly Column<PublicityRow>[] = [
  { id: 'number', title: '公示编号', width: 18, value: (row) => row.number },
  { id: 'title', title: '名称', width: 40, value: (row) => row.title },
  {
    id: 'term',
    title: '公示时间',
    width: 28,
    value: ({ opens, last, tentative }) => `${opens} 至 ${last}${tentative ? '（暂定）' : ''}`,
  },
  { id: 'claims', title: '补贴申请', width: 10, value: (row) => row.claims },
  { id: 'people', title: '人数', width: 8, value: (row) => row.people },
  { id: 'amount', title: '金额（元）', width: 16, value: (row) => row.amount / 100 },
  { id: 'objections', title: '待处理异议', width: 12, value: (row) => row.objections },
  { id: 'state', title: '状态', width: 14, value: (row) => publicityStateWords[row.state] },
]

export const publicPeopleColumns: readonly Column<PublicPerson>[] = [
  { id: 'position', title: '序号', width: 6, value: (row) => row.position },
  { id: 'name', title: '姓名', width: 14, value: (row) => row.name },
  { id: 'id', title: '身份证号', width: 22, value: (row) => row.idShown },
  { id: 'firm', title: '培训单位', width: 30, value: (row) => row.firm },
  { id: 'occupation', title: '培训工种', width: 18, value: (row) => row.occupation },
  { id: 'level', title: '等级', width: 14, value: (row) => row.level },
  { id: 'hours', title: '认定学时', width: 10, value: (row) => Number(row.hours) },
  { id: 'standard', title: '补贴标准', width: 24, value: (row) => row.standard },
  { id: 'amount', title: '补贴金额（元）', width: 16, value: (row) => row.amount / 100 },
  { id: 'off', title: '已撤下', width: 8, value: (row) => (row.off ? '是' : '') },
]

export const paymentColumns: readonly Column<PaymentRow>[] = [
  { id: 'number', title: '拨付编号', width: 18, value: (row) => row.number },
  { id: 'title', title: '名称', width: 36, value: (row) => row.title },
  { id: 'fund', title: '资金渠道', width: 24, value: (row) => row.fund },
  { id: 'lines', title: '笔数', width: 8, value: (row) => row.lines },
  { id: 'people', title: '人数', width: 8, value: (row) => row.people },
  { id: 'amount', title: '金额（元）', width: 16, value: (row) => row.amount / 100 },
  { id: 'paid', title: '已拨付（元）', width: 16, value: (row) => row.paid / 100 },
  { id: 'state', title: '状态', width: 14, value: (row) => paymentStateWords[row.state] },
  { id: 'by', title: '制表', width: 20, value: (row) => `${row.by} ${dayOf(row.at)}` },
]
