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

/** Sites whose built-in rule names calls of the page: only there does the tap run. */
export const tapped = ['*://skills.kjcxchina.com/*']
