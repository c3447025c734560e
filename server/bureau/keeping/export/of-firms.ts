import { asc, eq } from 'drizzle-orm'
import {
  inspectionHows,
  inspectionHowWords,
  inspectionResults,
  inspectionResultWords,
} from '../../../../shared/api/bureau-inspections'
import { showTime } from '../../../../shared/calendar/beijing'
import { DAY, type Exporting, MEMBER, TIME, within } from './asked'
import { type FlatFile, flatFile, paged } from './csv-file'

const words = <Key extends string>(keys: readonly Key[], of: Readonly<Record<Key, string>>, key: string): string => {
  const known = keys.find((one) => one === key)
  return known === undefined ? key : of[known]
}

/** 单位, 备案 and 巡查. */
export function firmFiles(exporting: Exporting): FlatFile[] {
  const { deps, actor, nameOf } = exporting
  const { t, read } = deps.store
  const { bureauFirm: firm, bureauFiling: filing, bureauFilingDecision: decision } = t
  const { bureauInspection: inspection, bureauRectified: rectified, bureauInspectionLink: linked } = t
  return [
    flatFile(
      '单位',
      '单位名录里的一家单位',
      paged((limit, offset) =>
        read
          .select()
          .from(firm)
          .where(eq(firm.organisation, actor.organisation))
          .orderBy(asc(firm.id))
          .limit(limit)
          .offset(offset),
      ),
      [
        { title: '单位', means: '名称', value: (row) => row.name },
        { title: '统一社会信用代码', means: '登记时填写；没有填写的为空', value: (row) => row.creditCode },
        { title: '类型', means: '企业、培训机构', value: (row) => (row.kind === 'enterprise' ? '企业' : '培训机构') },
        { title: '登记时间', means: TIME, value: (row) => showTime(row.createdAt) },
      ],
    ),
    flatFile(
      '备案',
      '一份培训方案备案或开班申请的一个版次，及对它的意见',
      paged((limit, offset) =>
        read
          .select({ filing, decision, firm: firm.name })
          .from(filing)
          .innerJoin(firm, eq(firm.id, filing.firm))
          .leftJoin(decision, eq(decision.filing, filing.id))
          .where(within(exporting, filing.organisation, filing.receivedAt))
          .orderBy(asc(filing.receivedAt), asc(filing.id))
          .limit(limit)
          .offset(offset),
      ),
      [
        { title: '编号', means: '受理编号', value: (row) => row.filing.number },
        { title: '单位', means: '报送单位', value: (row) => row.firm },
        { title: '名称', means: '方案名称', value: (row) => row.filing.title },
        { title: '版次', means: '单位的版次', value: (row) => row.filing.version },
        { title: '职业', means: '职业（工种）', value: (row) => row.filing.occupation },
        { title: '等级', means: '技能等级', value: (row) => row.filing.level },
        { title: '计划人数', means: '人', value: (row) => row.filing.trainees },
        { title: '培训期起', means: DAY, value: (row) => row.filing.from },
        { title: '培训期止', means: DAY, value: (row) => row.filing.to },
        { title: '受理时间', means: TIME, value: (row) => showTime(row.filing.receivedAt) },
        { title: '办理期限', means: DAY, value: (row) => row.filing.due },
        {
          title: '意见',
          means: 'agreed 同意，returned 退回补正，refused 不同意；未办为空',
          value: (row) => row.decision?.outcome ?? '',
        },
        { title: '意见文号', means: '本局文号', value: (row) => row.decision?.number ?? '' },
        { title: '意见日期', means: DAY, value: (row) => row.decision?.date ?? '' },
        { title: '审批人', means: MEMBER, value: (row) => (row.decision ? nameOf(row.decision.by) : '') },
      ],
    ),
    flatFile(
      '巡查',
      '对一个培训班的一次巡查',
      paged((limit, offset) =>
        read
          .select({ of: inspection, done: rectified, firm: firm.name, link: linked.link })
          .from(inspection)
          .innerJoin(firm, eq(firm.id, inspection.firm))
          .leftJoin(rectified, eq(rectified.inspection, inspection.id))
          .leftJoin(linked, eq(linked.inspection, inspection.id))
          .where(within(exporting, inspection.organisation, inspection.at))
          .orderBy(asc(inspection.at), asc(inspection.id))
          .limit(limit)
          .offset(offset),
      ),
      [
        { title: '编号', means: '巡查编号', value: (row) => row.of.number },
        { title: '单位', means: '培训单位', value: (row) => row.firm },
        { title: '培训班', means: '班名', value: (row) => row.of.className },
        { title: '日期', means: DAY, value: (row) => row.of.day },
        { title: '巡查人员', means: '姓名，可有数人', value: (row) => row.of.who },
        {
          title: '方式',
          means: '线上、电话、现场',
          value: (row) => words(inspectionHows, inspectionHowWords, row.of.how),
        },
        {
          title: '按只读链接',
          means: '是：用单位给的只读链接查看；空：不是',
          value: (row) => (row.link === null ? '' : '是'),
        },
        {
          title: '结果',
          means: Object.values(inspectionResultWords).join('、'),
          value: (row) => words(inspectionResults, inspectionResultWords, row.of.result),
        },
        { title: '情况', means: '文字', value: (row) => row.of.found },
        { title: '整改期限', means: DAY, value: (row) => row.of.due },
        { title: '整改日期', means: DAY, value: (row) => row.done?.day ?? '' },
        { title: '整改情况', means: '文字', value: (row) => row.done?.how ?? '' },
        { title: '登记人', means: MEMBER, value: (row) => nameOf(row.of.by) },
      ],
    ),
  ]
}
