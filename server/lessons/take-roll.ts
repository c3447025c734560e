import { randomUUID } from 'node:crypto'
import type { RollRequest } from '../../shared/api/lessons'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { refreshTotals } from '../study/totals'
import { demandEvidence, keepEvidence } from '../training/evidence'
import { everybodyOf, expectedAt } from './expected'
import { lessonOfOrganisation } from './held'
import { AFTER, BEFORE } from './lesson-code'
import { openClass } from './save-lesson'

/**
 * Who was at a lesson, by a signed 签到表 (with its scan) or called by the teacher. What it says of somebody holds over what was said
 * before; a lesson in a room gives hours only by the sheet. Audited. Throws `not-found`, `bad-request`, `conflict`.
 */
export async function takeRoll(
  deps: Deps,
  actor: Actor,
  id: string,
  { how, evidence, people }: RollRequest,
): Promise<void> {
  requireRole(actor, 'teacher')
  const { store, clock } = deps
  const { t } = store
  const lesson = await lessonOfOrganisation(store.read, t, id, actor.organisation)
  await openClass(deps, actor, lesson.class)
  if (lesson.cancelled !== undefined) throw new Refused('conflict', '这次课已经取消，不能登记到课情况')
  if (lesson.from - BEFORE > clock.now()) throw new Refused('conflict', '这次课还没有开始，请上课后再登记到课情况')
  if (how === 'sheet' && evidence === undefined) throw new Refused('bad-request', '请先上传签到表的扫描件或照片')
  await store.tx(async (q) => {
    await demandEvidence(q, store, actor.organisation, evidence)
    const expected = new Set(expectedAt(await everybodyOf(q, t, lesson.class), lesson).map(({ seat }) => seat))
    const at = clock.now()
    const rows = people.map(({ seat, present, from = lesson.from, to = lesson.to }) => {
      if (!expected.has(seat)) throw new Refused('bad-request', '名单里有人不在本班名册上，请刷新页面')
      if (present && (from >= to || from < lesson.from - BEFORE || to > lesson.to + AFTER))
        throw new Refused('bad-request', '签到、签退时间要在这次课前后，且先签到后签退')
      return {
        ...{ id: randomUUID(), lesson: id, seat, how, act: present ? 'present' : 'absent', entry: null },
        ...{ from: present ? from : null, to: present ? to : null, evidence: evidence ?? null, by: actor.member, at },
      }
    })
    for (let i = 0; i < rows.length; i += 50) await q.insert(t.lessonMark).values(rows.slice(i, i + 50))
    await refreshTotals(
      q,
      store,
      rows.map(({ seat }) => seat),
    )
    const present = rows.filter(({ act }) => act === 'present').length
    await recordAudit(q, store, clock, actor, 'lesson.roll', id, { how, people: rows.length, present })
  })
}

/** A scanned 签到表 or another file that shows who was there, kept by its hash. Audited. Throws `too-large`, `file-refused`. */
export async function uploadSheet(deps: Deps, actor: Actor, id: string, bytes: Uint8Array): Promise<string> {
  requireRole(actor, 'teacher')
  const { store, clock } = deps
  await lessonOfOrganisation(store.read, store.t, id, actor.organisation)
  return store.tx(async (q) => {
    const hash = await keepEvidence(q, store, actor.organisation, bytes, clock.now())
    await recordAudit(q, store, clock, actor, 'evidence.keep', hash, { bytes: bytes.length })
    return hash
  })
}
