import { randomBytes, randomUUID } from 'node:crypto'
import type { InferOutput } from 'valibot'
import type { setupRequest } from '../../shared/api'
import { type Deps, setting } from '../deps'
import { Refused } from '../ledger/accept'
import { recordAudit } from './audit'
import { hashPassword } from './password'

const TOKEN = 'set-up-token'

/** True once there is an administrator. */
export async function isSetUp({ store: { t, read } }: Pick<Deps, 'store'>): Promise<boolean> {
  return (await read.select({ id: t.member.id }).from(t.member).limit(1)).length > 0
}

/** The one-time set-up link of this start; undefined once the server is set up. Only its hash is stored. */
export async function setupLink(deps: Deps): Promise<string | undefined> {
  if (await isSetUp(deps)) return undefined
  const token = randomBytes(18).toString('base64url')
  const value = deps.secrets.index('token', token)
  const { t } = deps.store
  await deps.store.tx(async (q) => {
    await q
      .insert(t.setting)
      .values({ key: TOKEN, value })
      .onConflictDoUpdate({ target: t.setting.key, set: { value } })
  })
  return `${deps.publicUrl}/setup?token=${token}`
}

/** Makes the organisation and its first administrator; returns the member's id. Throws `setup-done` and `not-allowed`. */
export async function setUp(deps: Deps, input: InferOutput<typeof setupRequest>): Promise<string> {
  const { store, clock, secrets } = deps
  const stored = await setting(deps, TOKEN)
  if (await isSetUp(deps)) throw new Refused('setup-done', '已经设置过了，请直接登录')
  if (!stored || !secrets.same(stored, secrets.index('token', input.token))) {
    throw new Refused('not-allowed', '设置链接不对或已过期，请用服务器窗口里最新显示的链接')
  }
  const password = await hashPassword(input.user.password)
  const organisation = randomUUID()
  const member = randomUUID()
  await store.tx(async (q) => {
    const { t } = store
    if ((await q.select({ id: t.member.id }).from(t.member).limit(1)).length > 0)
      throw new Refused('setup-done', '已经设置过了，请直接登录')
    const { kind, name, creditCode } = input.organisation
    await q
      .insert(t.organisation)
      .values({ id: organisation, kind, name, creditCode: creditCode ?? null, createdAt: clock.now() })
    const { login, name: memberName } = input.user
    await q.insert(t.member).values({
      id: member,
      organisation,
      login,
      name: memberName,
      role: 'administrator',
      password,
      createdAt: clock.now(),
    })
    await recordAudit(q, store, clock, { member, organisation }, 'organisation.set-up', organisation, { kind, name })
  })
  return member
}
