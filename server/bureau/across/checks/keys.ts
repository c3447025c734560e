import { eq } from 'drizzle-orm'
import { showTime } from '../../../../shared/calendar/beijing'
import { endSince } from '../../register/trusted'
import type { Checked, Found } from '../found'
import { showing } from './joinings'

/** A package whose key was ended later, from a moment on that lies before it was made. One that was ended when it came, its own verification says. */
export async function checkKeys(checked: Checked): Promise<Found[]> {
  const { q, t, claim, people } = checked
  if (claim.package === null) return []
  const [row] = await q
    .select({ key: t.bureauPackage.key, at: t.bureauPackage.at, packedAt: t.bureauReceived.packedAt })
    .from(t.bureauPackage)
    .leftJoin(t.bureauReceived, eq(t.bureauReceived.package, t.bureauPackage.id))
    .where(eq(t.bureauPackage.id, claim.package))
  if (!row || row.key === null) return []
  const end = await endSince(q, { t }, claim.organisation, row.key, row.at)
  const packedAt = row.packedAt ?? row.at
  if (!end || packedAt < end.until) return []
  const shown = await showing(checked)
  return [
    {
      ...{ code: 'key-ended', key: row.key, people: [], records: shown(...people.map(({ id }) => id)) },
      detail: `签名密钥（指纹 ${row.key.slice(0, 16)}…）自 ${showTime(end.until)} 起停用${end.reason === '' ? '' : `（${end.reason}）`}，这份资料包 ${showTime(packedAt)} 才制作`,
    },
  ]
}
