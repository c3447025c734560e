import { and, eq, inArray } from 'drizzle-orm'
import type { Standing } from '../../../shared/people/tell-apart'
import type { Actor } from '../../access/actor'
import type { Queries } from '../../db/store'
import type { Deps } from '../../deps'
import { chunksOf } from '../../training/roster/chunks'

/** Who of these names stands in a 公示 that is open already: what is shown of them there stays, so whoever comes now is told apart from them. */
export async function standingBeside(
  { store: { t }, secrets }: Deps,
  q: Queries,
  { organisation }: Actor,
  names: readonly string[],
): Promise<Standing[]> {
  const found: Standing[] = []
  for (const chunk of chunksOf([...new Set(names)])) {
    const rows = await q
      .select({
        id: t.bureauPerson.id,
        name: t.bureauPerson.name,
        cipher: t.bureauPerson.idCipher,
        shown: t.bureauPublicityRow.idShown,
      })
      .from(t.bureauPublicityRow)
      .innerJoin(t.bureauPublicity, eq(t.bureauPublicity.id, t.bureauPublicityRow.publicity))
      .innerJoin(t.bureauPerson, eq(t.bureauPerson.id, t.bureauPublicityRow.person))
      .where(
        and(
          ...[eq(t.bureauPublicity.organisation, organisation), eq(t.bureauPublicity.status, 'open')],
          inArray(t.bureauPublicityRow.name, [...chunk]),
        ),
      )
    found.push(...rows.map(({ id, name, cipher, shown }) => ({ name, shown, idNumber: secrets.decrypt(cipher, id) })))
  }
  return found
}
