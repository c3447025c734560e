import { eq, max } from 'drizzle-orm'
import { builtIn } from '../../extension/sites'
import type { AuditAction } from '../../shared/api/audit-actions'
import { ruleText } from '../../shared/site/hash'
import { MAX_RULES, type SiteRule } from '../../shared/site/rule'
import { parseRule } from '../../shared/site/schema'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { ruleSet } from './rules'

/** Puts a site rule into force for every device of the organisation, in place of its own older one of the same id. */
export async function publishRule(deps: Deps, actor: Actor, text: string): Promise<void> {
  requireRole(actor, 'hr')
  const rule = readRule(text)
  const own = builtIn.find(({ id }) => id === rule.id)
  if (own && own.version >= rule.version)
    throw new Refused('conflict', `规则 ${rule.id} 的版本要高于扩展自带的第 ${own.version} 版，请改高版本号再发布`)
  await change(deps, actor, 'rule.publish', rule.id, (rules) => {
    const older = rules.find(({ id }) => id === rule.id)
    if (older && older.version >= rule.version)
      throw new Refused('conflict', `规则 ${rule.id} 已有第 ${older.version} 版，请改高版本号再发布`)
    const all = [...rules.filter(({ id }) => id !== rule.id), rule]
    if (all.length > MAX_RULES) throw new Refused('conflict', `最多 ${MAX_RULES} 条网站规则，请先停用不用的`)
    return all
  })
}

/** Takes a rule out of force: its sites are read by the built-in rules again. Records that name it keep its text. */
export async function withdrawRule(deps: Deps, actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'hr')
  await change(deps, actor, 'rule.withdraw', id, (rules) => {
    if (!rules.some((rule) => rule.id === id)) throw new Refused('not-found', '没有这条网站规则，可能已经停用')
    return rules.filter((rule) => rule.id !== id)
  })
}

/** A set is never changed: the next version stands beside it. Two at once: the later one is told to try again. */
async function change(
  deps: Deps,
  actor: Actor,
  action: AuditAction,
  id: string,
  work: (rules: SiteRule[]) => SiteRule[],
): Promise<void> {
  const { store, clock } = deps
  const { version, rules } = await ruleSet(deps, actor.organisation)
  const next = work(rules.map((text) => parseRule(JSON.parse(text))))
  await store.tx(async (q) => {
    const [newest] = await q
      .select({ version: max(store.t.ruleSet.version) })
      .from(store.t.ruleSet)
      .where(eq(store.t.ruleSet.organisation, actor.organisation))
    if ((newest?.version ?? 0) !== version) throw new Refused('conflict', '别人刚刚改了网站规则，请刷新后再试')
    await q.insert(store.t.ruleSet).values({
      organisation: actor.organisation,
      version: version + 1,
      rules: JSON.stringify(next.map(ruleText)),
      by: actor.member,
      at: clock.now(),
    })
    await recordAudit(q, store, clock, actor, action, id, { version: version + 1 })
  })
}

function readRule(text: string): SiteRule {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Refused('bad-request', '这不是网站规则：内容不是完整的 JSON。请用扩展的“网站规则工作台”重新保存')
  }
  try {
    return parseRule(json)
  } catch (error) {
    const where = error instanceof Error ? error.message : ''
    throw new Refused('bad-request', `网站规则有误，没有发布：${where}。请用扩展的“网站规则工作台”改正`)
  }
}
