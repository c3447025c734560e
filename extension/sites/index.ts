import type { SiteRule } from '../../shared/site/rule'
import generic from './generic/rule.json'
import jc from './jc.mohrss.gov.cn/rule.json'
import px from './px.class.com.cn/rule.json'
import kjcx from './skills.kjcxchina.com/rule.json'

/** The built-in rules, checked against the schema by a test: the floor below whatever the organisation's server sends. */
export const builtIn: readonly SiteRule[] = [px, jc, kjcx, generic].map(asRule)

/** TypeScript widens the words in JSON to `string`; sites.test.ts checks every rule with the schema. */
function asRule(json: object): SiteRule {
  return json as SiteRule
}
