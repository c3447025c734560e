import { allowedCalls } from '../../shared/site/calls'
import type { SiteRule } from '../../shared/site/rule'
import canvas from './canvas/rule.json'
import chinahrt from './chinahrt/rule.json'
import edusoho from './edusoho/rule.json'
import generic from './generic/rule.json'
import type { TappedCalls } from './hosts'
import jc from './jc.mohrss.gov.cn/rule.json'
import moodle from './moodle/rule.json'
import practice from './practice/rule.json'
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
  practice,
  generic,
].map(asRule)

/** What the tap may look at from the first moment on: on the hosts of a rule its own calls, on any other host those of software that is known by its marks. */
export const calls: readonly TappedCalls[] = builtIn
  .map((rule) => ({ hosts: rule.hosts, calls: allowedCalls(rule) }))
  .filter(({ calls }) => calls.length > 0)

/** TypeScript widens the words in JSON to `string`; sites.test.ts checks every rule with the schema. */
function asRule(json: object): SiteRule {
  return json as SiteRule
}
