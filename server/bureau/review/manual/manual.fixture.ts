import { writeXlsx } from 'hucre'
import type { ManualRequest } from '../../../../shared/api/bureau-interview'
import { inventedId } from '../../../../test/support/hr'
import { manualColumns } from './columns'

/** A claim of a new 单位. */
export const request: ManualRequest = {
  ...{ dry: '0', claim: '', firm: '', firmName: '北林家政公司', firmKind: 'enterprise', creditCode: '' },
  ...{
    title: '三月家政班',
    theirNumber: '',
    rateTable: 'guangdong-2020',
    accountName: '北林家政',
    accountBank: '农行',
  },
  ...{ accountNumber: '6228 4800', fileName: '申报.xlsx' },
}
/** A row of the workbook with nothing wrong. */
export const good = (n: number): Record<string, string> => ({
  ...{
    姓名: `学员${'甲乙丙丁'[n] ?? ''}`,
    身份证号: inventedId(n + 1),
    培训班: '家政1班',
    '职业（工种）': '家政服务员',
    等级: '五级',
  },
  ...{ 开班日期: '2026-03-02', 结业日期: '2026-03-20', 线上学时: '20', 是否完成培训: '是', 考核是否合格: '是' },
  '申请金额（元）': '600',
})
/** 手工申报导入表 with these rows. */
export const book = (...rows: Record<string, string>[]) =>
  writeXlsx({
    sheets: [
      {
        name: '手工申报',
        rows: [
          manualColumns.map(({ title }) => title),
          ...rows.map((row) => manualColumns.map(({ title }) => row[title] ?? null)),
        ],
      },
    ],
  })
