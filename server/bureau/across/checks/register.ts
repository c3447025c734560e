import { eq } from 'drizzle-orm'
import { registerProblems } from '../../register/register-problems'
import { type Checked, type EntryAt, type Found, SHOWN } from '../found'
import { grouped } from '../grouped'
import { type Shown, showing } from './joinings'

/** Trainings that the register of institutions and platforms knows nothing of. A register that is not kept says nothing. */
export async function checkRegister(checked: Checked): Promise<Found[]> {
  const { q, t, claim, people, reading } = checked
  const [firm] = await q.select().from(t.bureauFirm).where(eq(t.bureauFirm.id, claim.firm))
  if (!firm) return []
  const { bureauDesignation, bureauPlatform } = t
  const [designated] = await q
    .select({ id: bureauDesignation.id })
    .from(bureauDesignation)
    .where(eq(bureauDesignation.organisation, claim.organisation))
    .limit(1)
  const [agreed] = await q
    .select({ id: bureauPlatform.id })
    .from(bureauPlatform)
    .where(eq(bureauPlatform.organisation, claim.organisation))
    .limit(1)
  const hosts =
    agreed && reading !== undefined
      ? await q.select().from(t.bureauHost).where(eq(t.bureauHost.reading, reading)).orderBy(t.bureauHost.host)
      : []
  const found: Found[] = []
  let shown: Shown | undefined
  const trainings = grouped(people, ({ class: of, occupation, level, opening, closing }) =>
    JSON.stringify([of, occupation, level, opening, closing]),
  )
  for (const [training, who] of trainings) {
    const [first] = who
    if (!first) continue
    const here = hosts.filter((one) => one.class === first.class)
    const problems = await registerProblems(q, { t }, claim.organisation, {
      ...{ firm: firm.id, kind: designated ? firm.kind : '', creditCode: firm.creditCode, name: firm.name },
      ...{ occupation: first.occupation, level: first.level, from: first.opening, to: first.closing },
      hosts: here.map(({ host }) => host),
    })
    for (const { code, message, host: of } of problems) {
      const onHost = here.filter(({ host }) => host === of)
      shown ??= await showing(checked)
      found.push({
        ...{ code: 'not-registered', key: `${training}/${code}/${message}`, detail: `${first.className}：${message}` },
        people: who.map(({ id }) => id),
        // A platform is named by an entry of the log; an institution, by who was taught there.
        records:
          of !== undefined
            ? onHost.slice(0, SHOWN).flatMap(({ chain, seq }) => entryOf(claim, chain, seq))
            : shown(...who.map(({ id }) => id)),
      })
    }
  }
  return found
}

const entryOf = ({ package: from }: Checked['claim'], chain: string, seq: number): EntryAt[] =>
  from === null ? [] : [{ package: from, chain, seq }]
