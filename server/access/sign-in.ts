import { eq } from 'drizzle-orm'
import type { InferOutput } from 'valibot'
import type { signInRequest } from '../../shared/api/access'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { recordAudit } from './audit'
import { takeCode } from './authenticator'
import { countFailure, forgetFailures, isLocked } from './lock'
import { passwordMatches } from './password'

/**
 * The member whose login, password and code these are. One answer for an unknown login, a wrong password and a login that is
 * shut, so that nobody learns which logins there are; what is stopped is said only to who knows the password. Throws
 * `sign-in-needed`, `code-needed` and `not-allowed`.
 */
export async function signIn(
  deps: Deps,
  { login, password, code }: InferOutput<typeof signInRequest>,
): Promise<string> {
  const { store, clock } = deps
  const { t, read } = store
  const [row] = await read
    .select({ member: t.member, organisation: t.organisation })
    .from(t.member)
    .innerJoin(t.organisation, eq(t.organisation.id, t.member.organisation))
    .where(eq(t.member.login, login))
  const right = await passwordMatches(row?.member.password, password)
  if (!row || isLocked(row.member, clock.now())) throw wrong()
  if (!right) {
    await countFailure(deps, row.member.id)
    throw wrong()
  }
  if (row.organisation.stoppedAt !== null)
    throw new Refused('not-allowed', '本单位在这台服务器上已被停用，暂时不能登录。请联系提供这台服务器的单位')
  if (row.member.stoppedAt !== null)
    throw new Refused('not-allowed', '您的账号已停用，不能登录。如需恢复，请找本单位管理员')
  if (row.member.totpCipher !== null && code === undefined)
    throw new Refused('code-needed', '请输入验证器程序上现在显示的六位动态码')
  const done = await store.tx(async (q) => {
    // What was read before the password was looked at may be older than other attempts that ran meanwhile.
    const [member] = await q.select().from(t.member).where(eq(t.member.id, row.member.id))
    if (!member || isLocked(member, clock.now())) return 'locked'
    if (member.totpCipher !== null) {
      const by = await takeCode(q, deps, { ...member, totpCipher: member.totpCipher }, code ?? '')
      if (by === undefined) return 'wrong'
      if (by === 'recovery') await recordAudit(q, store, clock, actorOf(member), 'factor.recovery-used', member.id)
    }
    await forgetFailures(q, store, member.id)
    return 'in'
  })
  if (done === 'locked') throw wrong()
  if (done === 'wrong') {
    await countFailure(deps, row.member.id)
    throw new Refused('code-needed', '动态码不对、已用过或已过期，请等下一个再试；也可以输入一个没用过的恢复码')
  }
  return row.member.id
}

const actorOf = ({ id, organisation }: { id: string; organisation: string }) => ({ member: id, organisation })

const wrong = () =>
  new Refused(
    'sign-in-needed',
    '账号或密码不对。连续输错 10 次会锁定 15 分钟，期间输对也不能登录；急用请找本单位管理员解锁',
  )
