import { type Allowed, mergedCalls } from '../../shared/site/calls'

/** Page and frame hosts of the built-in rules, as match patterns: what the manifest asks for, and nothing else. */
export const matches = [
  '*://px.class.com.cn/*',
  '*://*.ataclass.cn/*',
  '*://jc.mohrss.gov.cn/*',
  '*://xzy.mohrss.gov.cn/*',
  '*://www.chinanet.gov.cn/*',
  '*://edu.mohrss.gov.cn/*',
  '*://www.tech-skills.org.cn/*',
  '*://skills.kjcxchina.com/*',
  // Player frames of the software that www.chinanet.gov.cn is thought to run.
  '*://videoadmin.chinahrt.com/*',
  '*://videoadmin.chinahrt.com.cn/*',
  '*://videoadmin1.chinahrt.com.cn/*',
]

/** Calls of a rule's pages; `hosts` none where only its marks tell where it runs. */
export interface TappedCalls {
  hosts: readonly string[]
  calls: readonly Allowed[]
}

/** The calls that the tap may look at on this host. */
export function callsOn(all: readonly TappedCalls[], host: string): Allowed[] {
  const named = all.filter(({ hosts }) => hosts.includes(host))
  return mergedCalls(
    (named.length > 0 ? named : all.filter(({ hosts }) => hosts.length === 0)).flatMap(({ calls }) => calls),
  )
}

/** Sites whose built-in rule names calls of the page: only there does the tap run. */
export const tapped = ['*://skills.kjcxchina.com/*']
