import { and, eq, isNull } from 'drizzle-orm'
import { type Actor, mayActAs, roles } from '../access/actor'
import type { Deps } from '../deps'

/**
 * Who set up that files come by themselves acts for what comes so: a member of a bureau that is not stopped, as long as they may take files in;
 * undefined else.
 */
export async function actingFor(
  { store: { t, read } }: Pick<Deps, 'store'>,
  organisation: string,
  member: string,
): Promise<Actor | undefined> {
  const [row] = await read
    .select({ member: t.member, bureau: t.organisation.name })
    .from(t.member)
    .innerJoin(t.organisation, eq(t.organisation.id, t.member.organisation))
    .where(
      and(
        ...[eq(t.member.id, member), isNull(t.member.stoppedAt)],
        ...[eq(t.organisation.id, organisation), eq(t.organisation.kind, 'bureau'), isNull(t.organisation.stoppedAt)],
      ),
    )
  const role = roles.find((one) => one === row?.member.role)
  if (!row || !role || !mayActAs({ role }, 'hr')) return undefined
  const { login, name } = row.member
  return { member, login, name, role, organisation, kind: 'bureau', organisationName: row.bureau }
}
