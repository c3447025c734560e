import { eq } from 'drizzle-orm'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { passwordMatches } from './password'

/** The member whose login and password these are. One answer for a wrong login and a wrong password. */
export async function signIn(
  { store: { t, read } }: Deps,
  { login, password }: { login: string; password: string },
): Promise<string> {
  const [member] = await read.select().from(t.member).where(eq(t.member.login, login))
  if (!(await passwordMatches(member?.password, password)) || !member)
    throw new Refused('sign-in-needed', '账号或密码不对')
  return member.id
}
