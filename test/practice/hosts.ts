/** The host names the practice platform answers under. Everything else a browser asks for stays unanswered. */
export const practiceHosts = [
  'px.class.com.cn',
  'a66ab57a.ataclass.cn',
  'api.ataclass.cn',
  'www.chinanet.gov.cn',
  'videoadmin.chinahrt.com',
  'gp.chinahrt.com',
  'skills.kjcxchina.com',
  'skills-api.kjcxchina.com',
  'study.example.com',
] as const

/** The mapping the browser drivers take: every practice host name to the port `startPractice` answered with. */
export function practiceHostMap(port: number): Record<string, number> {
  return Object.fromEntries(practiceHosts.map((host) => [host, port]))
}
