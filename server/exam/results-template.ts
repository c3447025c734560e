import { type Actor, requireRole } from '../access/actor'
import { workbook } from '../claim/workbook'
import type { Deps } from '../deps'
import { classOf } from '../training/class-of'
import { classmates } from './import-results'
import { resultsColumns } from './results-sheet'

/** 考核成绩表 to fill in, with everybody who is in the class; ID numbers masked, for the number of the seat says who it is. */
export async function resultsTemplate(
  { store }: Deps,
  actor: Actor,
  classId: string,
): Promise<{ file: Uint8Array; name: string }> {
  requireRole(actor, 'hr')
  const { name } = await classOf(store, classId, actor.organisation)
  const people = (await classmates({ store }, store.read, classId)).filter(({ left }) => !left)
  const wide = ['id', 'certificate', 'issuer']
  const file = await workbook([
    {
      name: '考核成绩',
      heading: [
        `考核成绩表　${name}`,
        '没有的项目留空。补考的另存一份，只填补考的人：每一次成绩都会保留。日期写成 2026-11-22；证书编号一列是文本。',
      ],
      columns: resultsColumns.map(({ field, title }) => ({ title, width: wide.includes(field) ? 24 : 13, text: true })),
      rows: people.map((one) =>
        resultsColumns.map(({ field }) =>
          field === 'number' ? one.number : field === 'name' ? one.name : field === 'id' ? one.idMasked : '',
        ),
      ),
    },
  ])
  return { file, name: `考核成绩表-${name}.xlsx` }
}
