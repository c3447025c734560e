import * as v from 'valibot'
import type { Queries, Store } from '../db/store'
import { type Deps, setting } from '../deps'
import { defaultKeeping } from './names'

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const common = { knownBy: v.string(), at: whole, by: v.string() }

/** What was chosen for backups; one a server. */
export const choice = v.variant('choice', [
  v.object({ choice: v.literal('later'), ...common }),
  v.object({
    choice: v.literal('folder'),
    folder: v.string(),
    lock: v.object({ recipient: v.string(), wrapped: v.string() }),
    keeping: v.optional(v.object({ daily: whole, weekly: whole, monthly: whole }), defaultKeeping),
    ...common,
  }),
])
export type Choice = v.InferOutput<typeof choice>

const CHOICE = 'backup'

/** Undefined before anything was chosen: the set-up is not finished. */
export async function readChoice(deps: Pick<Deps, 'store'>): Promise<Choice | undefined> {
  const value = await setting(deps, CHOICE)
  return value === undefined ? undefined : v.parse(choice, JSON.parse(value))
}

export async function writeChoice(q: Queries, { t }: Pick<Store, 't'>, chosen: Choice): Promise<void> {
  const value = JSON.stringify(chosen)
  await q.insert(t.setting).values({ key: CHOICE, value }).onConflictDoUpdate({ target: t.setting.key, set: { value } })
}

const restored = v.object({ at: whole, of: whole })

/** When this server came back from a backup, and of which moment; undefined where it never did. */
export async function readRestored(deps: Pick<Deps, 'store'>): Promise<v.InferOutput<typeof restored> | undefined> {
  const value = await setting(deps, 'restored')
  return value === undefined ? undefined : v.parse(restored, JSON.parse(value))
}

const ADDRESS = 'address'

/** Where people reach the server, as it was last started: a backup made while it stands still names it, too. */
export const readAddress = (deps: Pick<Deps, 'store'>): Promise<string | undefined> => setting(deps, ADDRESS)

export async function noteAddress(store: Store, value: string): Promise<void> {
  if ((await readAddress({ store })) === value) return
  await store.tx((q) =>
    q
      .insert(store.t.setting)
      .values({ key: ADDRESS, value })
      .onConflictDoUpdate({ target: store.t.setting.key, set: { value } }),
  )
}
