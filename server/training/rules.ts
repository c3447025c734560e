import { desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { builtIn } from '../../extension/sites'
import type { RuleList, RulesStatement } from '../../shared/api'
import { base64url, sha256Hex } from '../../shared/crypto'
import { fingerprint } from '../../shared/record/batch'
import { signedBytes } from '../../shared/record/pae'
import { ruleHash, ruleText } from '../../shared/site/hash'
import { ownPages } from '../../shared/site/own-pages'
import type { SiteRule } from '../../shared/site/rule'
import { parseRule } from '../../shared/site/schema'
import { type Actor, requireRole } from '../access/actor'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'

/** The organisation's own site rules in force: JCS texts. Version 0, and none, until the first is published. */
export async function ruleSet(
  { store: { t, read } }: Pick<Deps, 'store'>,
  organisation: string,
): Promise<{ version: number; rules: string[]; at: number }> {
  const [row] = await read
    .select()
    .from(t.ruleSet)
    .where(eq(t.ruleSet.organisation, organisation))
    .orderBy(desc(t.ruleSet.version))
    .limit(1)
  return { version: row?.version ?? 0, rules: row ? textsOf(row.rules) : [], at: row?.at ?? 0 }
}

/** Keeps the texts of the rules that this version has built in: the next one has others, and records name these. Done at every start. */
export async function archiveRules(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  rules: readonly SiteRule[] = [...builtIn, ownPages],
): Promise<void> {
  const { t } = store
  const rows = rules.map((rule) => ({ hash: ruleHash(nodeCrypto, rule), text: ruleText(rule), at: clock.now() }))
  await store.tx((q) => q.insert(t.ruleText).values(rows).onConflictDoNothing())
}

/** The text of every rule that was ever built in or in force here, by its hash: records name rules for years. */
export async function ruleTexts(
  { store: { t, read } }: Pick<Deps, 'store'>,
  organisation: string,
): Promise<Map<string, string>> {
  const rows = await read
    .select({ rules: t.ruleSet.rules })
    .from(t.ruleSet)
    .where(eq(t.ruleSet.organisation, organisation))
  const archived = await read.select({ hash: t.ruleText.hash, text: t.ruleText.text }).from(t.ruleText)
  return new Map([
    ...archived.map(({ hash, text }) => [hash, text] as const),
    ...rows.flatMap(({ rules }) => textsOf(rules)).map((text) => [sha256Hex(nodeCrypto, text), text] as const),
  ])
}

/** The set for devices that have an older version, signed with the service key; undefined where theirs is the newest. */
export async function rulesFor(deps: Deps, organisation: string, known: number): Promise<RulesStatement | undefined> {
  const { version, rules, at } = await ruleSet(deps, organisation)
  if (version <= known) return undefined
  const body: RulesStatement['body'] = { v: 1, organisation, version, issuedAt: at, rules }
  const key = await deps.keys.service(organisation)
  return {
    type: 'rules',
    body,
    key: fingerprint(nodeCrypto, key.publicKey),
    signature: base64url(await key.sign(signedBytes('xueji/rules/1', body))),
  }
}

/** For the console. */
export async function listRules(deps: Deps, actor: Actor): Promise<RuleList> {
  requireRole(actor, 'finance')
  const { version, rules } = await ruleSet(deps, actor.organisation)
  return {
    version,
    rules: rules.map((text) => {
      const rule = parseRule(JSON.parse(text))
      const own = builtIn.find(({ id }) => id === rule.id)
      return {
        id: rule.id,
        version: rule.version,
        hash: sha256Hex(nodeCrypto, text),
        hosts: [...rule.hosts, ...(rule.frames ?? [])],
        ...(own && { replaces: own.version }),
        text,
      }
    }),
  }
}

const textsOf = (json: string): string[] => v.parse(v.array(v.string()), JSON.parse(json))
