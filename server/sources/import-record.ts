import type { SourceChoices, SourceReport } from '../../shared/api/sources'
import { sha256Hex } from '../../shared/crypto'
import { platformName } from '../../shared/sources/platforms'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from '../training/class-of'
import { demandCorrectable } from '../training/correctable'
import { RosterRefused } from '../training/roster/table'
import type { Need } from './choose'
import { remember } from './mapping'
import { openTables } from './open-tables'
import { keepOriginal } from './originals'
import { prepare } from './prepare'
import { withdrawIn } from './withdraw'
import { writeBatch } from './write-batch'

export interface RecordInput {
  class: string
  file: Uint8Array
  /** What the file is called. */
  name: string
  choices: SourceChoices
  dryRun: boolean
}

/**
 * Brings in a platform's own record (乙), whole or not at all: rows to people, courses and times, by what was chosen for the platform.
 * A dry run writes nothing and says everything it found. Throws `not-found`, `file-refused`, `conflict` under a policy that knows
 * no other sources, and, not of a dry run, `roster-refused` with the rows that are wrong or `bad-request` where something is undecided.
 */
export async function importRecord(
  deps: Deps,
  actor: Actor,
  { class: classId, file, name, choices, dryRun }: RecordInput,
): Promise<SourceReport> {
  requireRole(actor, 'hr')
  const { store, clock, deriver } = deps
  const trained = await classOf(store, classId, actor.organisation)
  demandCorrectable(trained)
  const tables = await openTables(file)
  const hash = sha256Hex(nodeCrypto, file)
  const asked = { tables, choices, hash }
  if (dryRun) return (await prepare(deps, store.read, actor, trained, asked)).report
  const report = await store.tx(async (q) => {
    const { report, layout, lines, personOf } = await prepare(deps, q, actor, trained, asked)
    if (report.need) throw new Refused('bad-request', undecided[report.need])
    if (report.errors.length > 0)
      throw new RosterRefused(
        report.errors,
        `学习记录有 ${report.errors.length} 处需要改正，什么也没有导入。改好后请重新上传`,
      )
    const replaced = choices.repeat === 'replace' ? report.earlier : []
    for (const { id } of replaced) await withdrawIn(deps, q, actor, id, `由新导入的“${name}”代替`)
    await keepOriginal(deps, q, actor.organisation, file)
    const id = await writeBatch(deps, q, actor, {
      ...{
        class: classId,
        source: '乙',
        kind: choices.kind,
        platform: choices.platform,
        name,
        hash,
        size: file.length,
      },
      note: '',
      rows: lines.map(({ member: { seat }, course, lesson, start, seconds }) => ({
        seat,
        course,
        lesson,
        start,
        seconds,
      })),
    })
    await remember(q, store, actor, choices, layout, personOf, clock.now())
    await recordAudit(q, store, clock, actor, 'source.import', classId, {
      ...{ name: platformName(choices.platform), rows: lines.length, people: report.people.length, content: hash },
    })
    return { ...report, id }
  })
  deriver.wake()
  return report
}

const undecided: Record<Need, string> = {
  sheet: '文件里有几张表都像学习记录，请先选定读哪一张',
  columns: '没有找到表头：需要有姓名（或号码）和时长（或起止时间）。请在“列的对应”里选定',
  'hidden-rows': '文件里有隐藏的行，请先选定一并导入还是不导入',
  unit: '时长只有数字，没有单位，请先选定是分钟、小时还是学时',
  course: '文件没有说是哪门课程，请先选定',
  lesson: '请先写明是哪个课节（哪一次直播、哪一讲）',
  courses: '有的课程对不上本班计划，请先选定是哪一门，或不导入',
  people: '有的姓名在本班不止一人，请先选定是谁',
  repeat: '这个平台的学习记录以前导入过，请先选定是代替上次的，还是另一段时间的',
}
