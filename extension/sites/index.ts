import { allowedCalls } from '../../shared/site/calls'
import type { SiteRule } from '../../shared/site/rule'
import canvas from './canvas/rule.json'
import chinahrt from './chinahrt/rule.json'
import edusoho from './edusoho/rule.json'
import generic from './generic/rule.json'
import jc from './jc.mohrss.gov.cn/rule.json'
import moodle from './moodle/rule.json'
import px from './px.class.com.cn/rule.json'
import kjcx from './skills.kjcxchina.com/rule.json'
import yunxuetang from './yunxuetang/rule.json'
import yunxuetangClassic from './yunxuetang-classic/rule.json'
import zhixueyun from './zhixueyun/rule.json'

/** The built-in rules, checked against the schema by a test: the floor below whatever the organisation's server sends. */
export const builtIn: readonly SiteRule[] = [
  px,
  jc,
  kjcx,
  chinahrt,
  edusoho,
  yunxuetangClassic,
  yunxuetang,
  zhixueyun,
  moodle,
  canvas,
  generic,
].map(asRule)

/** What the tap may look at on the seven platforms. */
export const calls = builtIn.filter(({ hosts }) => hosts.length > 0).flatMap(allowedCalls)

/** TypeScript widens the words in JSON to `string`; sites.test.ts checks every rule with the schema. */
function asRule(json: object): SiteRule {
  return json as SiteRule
}
