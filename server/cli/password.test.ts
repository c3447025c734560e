import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { removeDir } from '../../test/support/server'
import { setUp, setupLink } from '../access/set-up'
import { signIn } from '../access/sign-in'
import { resetPassword } from '../access/use-invitation'
import { openDeps } from '../deps'
import { main } from './password'

it('lets an only administrator in again while the server runs, by a link that the audit names', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'xueji-password-'))
  const deps = await openDeps({ dataDir, publicUrl: 'http://127.0.0.1:8787' })
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  const complained = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(async () => {
    vi.restoreAllMocks()
    await deps.close()
    removeDir(dataDir)
  })
  const token = new URL((await setupLink(deps)) ?? '').searchParams.get('token') ?? ''
  const member = await setUp(deps, {
    token,
    organisation: { kind: 'enterprise', name: '宏远机电' },
    user: { login: 'liumin', name: '刘敏', password: 'forgotten password' },
  })
  expect(await main(['nobody', '--data', dataDir])).toBe(1)
  expect(complained).toHaveBeenCalledWith(expect.stringContaining('没有账号 nobody'))
  expect(await main(['liumin', '--data', dataDir, '--server', 'https://xueji.example:8443'])).toBe(0)
  const link = /^https:\/\/xueji\.example:8443\/invitation#(\S+)/.exec(String(said.mock.calls[0]?.[0]))
  const password = 'another long password'
  await resetPassword(deps, { token: link?.[1] ?? '', password })
  expect(await signIn(deps, { login: 'liumin', password })).toBe(member)
  const rows = await deps.store.read.select().from(deps.store.t.audit)
  expect(rows.map(({ actor, action }) => `${actor === member ? 'self' : actor} ${action}`)).toContain(
    'server member.password-link',
  )
})
