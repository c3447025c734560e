import { and, eq, inArray, ne } from 'drizzle-orm'
import { chunksOf } from '../../../training/roster/chunks'
import { type Checked, type Found, isBefore, named, SHOWN } from '../found'
import { grouped } from '../grouped'
import { othersOf } from '../others'

/** Computers that recorded for two organisations. */
export async function checkDevices(checked: Checked): Promise<Found[]> {
  const { q, t, claim, reading } = checked
  if (reading === undefined) return []
  const own = await q
    .select({ device: t.bureauTrace.device, chain: t.bureauTrace.chain, subject: t.bureauTrace.subject })
    .from(t.bureauTrace)
    .where(and(eq(t.bureauTrace.reading, reading), eq(t.bureauTrace.kind, 'chain')))
  const mine = grouped(own, ({ device }) => device ?? '')
  const theirs: { device: string; chain: string | null; claim: string }[] = []
  for (const chunk of chunksOf([...mine.keys()]))
    for (const row of await q
      .select({ device: t.bureauTrace.device, chain: t.bureauTrace.chain, claim: t.bureauReading.claim })
      .from(t.bureauTrace)
      .innerJoin(t.bureauReading, eq(t.bureauReading.id, t.bureauTrace.reading))
      .where(
        and(
          inArray(t.bureauTrace.device, [...chunk]),
          eq(t.bureauReading.organisation, claim.organisation),
          ne(t.bureauReading.firm, claim.firm),
        ),
      )
      .orderBy(t.bureauTrace.id))
      theirs.push({ ...row, device: row.device ?? '' })
  const others = await othersOf(
    checked,
    theirs.map((row) => row.claim),
  )
  return [...grouped(theirs, (row) => `${row.device}/${row.claim}`)].flatMap(([key, rows]): Found[] => {
    const [first] = rows
    const other = first && others.get(first.claim)
    if (!other || !isBefore(other.reading, checked)) return []
    const here = mine.get(first.device) ?? []
    return [
      {
        ...{ code: 'device-two-firms', key, other: other.id },
        detail: `设备 ${first.device.slice(0, 8)}… 在本申请记录了 ${here.length} 份学习记录，在 ${named(other)} 记录了 ${rows.length} 份`,
        people: [...new Set(here.flatMap(({ subject }) => subject ?? []))],
        records: [
          ...here.map(({ chain }) => ({ package: claim.package, chain })),
          ...rows.map(({ chain }) => ({ package: other.package, chain })),
        ]
          .flatMap(({ package: from, chain }) => (from && chain ? [{ package: from, chain, seq: 0 }] : []))
          .slice(0, SHOWN),
      },
    ]
  })
}
