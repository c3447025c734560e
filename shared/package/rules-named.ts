import { type Crypto, sha256Hex } from '../crypto'
import type { PackageFiles } from './bag'
import type { KeptBranch } from './kept-branch'
import { ruleFile } from './layout'
import type { Checks } from './report'

/** Hashes of the site rules that are packed. */
export const ownRulesIn = (from: PackageFiles): ReadonlySet<string> =>
  new Set([...from.keys()].flatMap((path) => /^data\/rules\/([0-9a-f]{64})\.json$/.exec(path)?.[1] ?? []))

/** Site rules that the records name, as far as they need a look; each packed text is the one its hash names. */
export async function checkRules(
  crypto: Crypto,
  from: PackageFiles,
  branches: readonly KeptBranch[],
  builtIn: ReadonlySet<string>,
  checks: Checks,
): Promise<void> {
  const packed = ownRulesIn(from)
  for (const [hash, rule] of new Map(branches.flatMap(({ rules }) => [...rules]))) {
    const name = rule.slice(0, rule.indexOf('#'))
    if (!packed.has(hash)) checks.note(`网站规则 ${name} 的原文不在包内`)
    else if (!builtIn.has(hash)) checks.note(`网站规则 ${name} 是单位自定规则，请查看 ${ruleFile(hash)}`)
  }
  const altered: string[] = []
  for (const path of from.keys()) {
    const bytes = path.startsWith('data/rules/') ? await from.get(path) : undefined
    if (bytes && path !== ruleFile(sha256Hex(crypto, bytes))) altered.push(`${path} 与编号不符`)
  }
  checks.add('完整性', '网站规则与记录中的编号相符', altered)
}
