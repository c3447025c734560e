import { createHash } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import type { ComparisonRequest } from '../../../shared/api/roster'
import { dayOf } from '../../../shared/calendar/beijing'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { workbook } from '../../claim/workbook'
import type { Deps } from '../../deps'
import { classOf } from '../class-of'
import { present } from './left'

/**
 * The people of a class for another body to compare with its own data (2.3: 财政供养、养老待遇、征缴…): ID numbers in clear, or
 * SHA-256 of the salt that body gave, followed by the number. Audited with its purpose.
 */
export async function comparisonFile(
  deps: Deps,
  actor: Actor,
  classId: string,
  request: ComparisonRequest,
): Promise<{ file: Uint8Array; name: string }> {
  requireRole(actor, 'hr')
  const { store, secrets, clock } = deps
  const { t } = store
  const trained = await classOf(store, classId, actor.organisation)
  const people = await store.tx(async (q) => {
    const rows = await q
      .select({ person: t.person, number: t.seat.number })
      .from(t.seat)
      .innerJoin(t.person, eq(t.person.id, t.seat.person))
      .where(and(eq(t.seat.class, classId), present(store)))
      .orderBy(asc(t.seat.number))
    const { form, purpose } = request
    await recordAudit(q, store, clock, actor, 'comparison.export', classId, { form, purpose, people: rows.length })
    return rows.map(({ person, number }) => ({
      number,
      name: person.name,
      id: secrets.decrypt(person.idCipher, person.id),
    }))
  })
  const hashed = request.form === 'hash' ? request.salt : undefined
  const file = await workbook([
    {
      name: '比对名单',
      heading: [
        `${trained.name} 比对名单`,
        `单位：${trained.organisationName}    用途：${request.purpose}    导出日期：${dayOf(clock.now())}`,
        hashed === undefined
          ? '含完整身份证号，只供上述用途使用，用完请删除'
          : '摘要 = SHA-256(盐值 + 18 位身份证号，末位 X 大写)，UTF-8，十六进制小写。盐值由接收方提供，不写在本文件里',
      ],
      columns:
        hashed === undefined
          ? [
              { title: '参训编号', width: 10 },
              { title: '姓名', width: 16 },
              { title: '身份证号', width: 24, text: true },
            ]
          : [
              { title: '参训编号', width: 10 },
              { title: '摘要', width: 70, text: true },
            ],
      rows: people.map(({ number, name, id }) =>
        hashed === undefined
          ? [number, name, id]
          : [
              number,
              createHash('sha256')
                .update(hashed + id)
                .digest('hex'),
            ],
      ),
    },
  ])
  return { file, name: `比对名单-${trained.name}.xlsx` }
}
