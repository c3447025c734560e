import { writeXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { inventedId } from '../../../test/support/hr'
import { readTables } from '../../training/roster/read-table'
import { readBenefits } from './read-benefits'

const sheet = async (...rows: (string | number)[][]) =>
  readTables(new Uint8Array(await writeXlsx({ sheets: [{ name: '名单', rows }] })))
const head = ['序号', '身份证号', '职业（工种）', '等级', '补贴金额（元）', '发放年月']

describe('a list of what was paid before', () => {
  it('is read by its headings, below a title, whatever else it holds', async () => {
    const tables = await sheet(
      ['北林区 2026 年已享受培训补贴人员'],
      head,
      [1, inventedId(1), '养老护理员', '五级', '1,200.50', '202603'],
      [2, inventedId(2), '育婴员', '', '', ''],
    )
    expect(readBenefits(tables, '2026-11-05')).toEqual({
      skipped: [],
      rows: [
        {
          id: inventedId(1),
          taken: {
            ...{ kind: 'subsidy', on: '2026-03-01', amount: 120_050, occupation: '养老护理员', level: '五级' },
            ...{ project: '养老护理员', type: '职业技能培训', opening: '2026-03-01' },
          },
        },
        {
          id: inventedId(2),
          taken: {
            ...{ kind: 'subsidy', on: '2026-11-05', amount: 0, occupation: '育婴员', level: '未注明' },
            ...{ project: '育婴员', type: '职业技能培训', opening: '2026-11-05' },
          },
        },
      ],
    })
  })

  it('leaves out what cannot be read, each with its cell and what to do', async () => {
    const tables = await sheet(
      head,
      [1, '110105194912310021', '养老护理员', '五级', '', ''],
      [2, inventedId(2), '', '五级', '', ''],
      [3, inventedId(3), '育婴员', '五级', '很多', ''],
      [4, inventedId(4), '育婴员', '五级', '', '去年'],
    )
    const { rows, skipped } = readBenefits(tables, '2026-11-05')
    expect(rows).toEqual([])
    expect(skipped.map(({ cell }) => cell)).toEqual(['B2', 'C3', 'E4', 'F5'])
    expect(skipped[2]?.message).toContain('1234.50')
  })

  it('is none without a column of ID numbers and one of occupations', async () => {
    expect(readBenefits(await sheet(['姓名', '金额'], ['王晓明', '1']), '2026-11-05')).toEqual({
      rows: [],
      skipped: [],
    })
  })
})
