/** Parameters that name a thing: `id`, `courseId`, `chapter_id`, `kngNo`. */
const NAMING = /(?:id|no)$/i
/** Parameters that name or let in a person, or change with every visit. They stay on the page. */
const PERSONAL =
  /user|student|stu_?id|learner|member|account|person|open_?id|union|^u_?id$|uuid|session|^j?sid$|token|ticket|sign|auth|device|trace|track|request|record|log_?id/i
const LONGEST_VALUE = 64

/**
 * An address as a stable key of what a page shows: path, route in the fragment, and the parameters of both that name a
 * thing, sorted. Session ids, tokens, people and everything that changes from visit to visit are left out.
 */
export function pageAddress(url: URL): string {
  const [route = '', routeQuery = ''] = url.hash.replace(/^#/, '').split('?', 2)
  const named = [...url.searchParams, ...new URLSearchParams(routeQuery)]
    .filter(
      ([name, value]) => NAMING.test(name) && !PERSONAL.test(name) && value !== '' && value.length <= LONGEST_VALUE,
    )
    .map(([name, value]) => `${name}=${value}`)
    .sort()
  const path = route.startsWith('/') || route.startsWith('!/') ? `${url.pathname}#${route}` : url.pathname
  return named.length > 0 ? `${path}?${named.join('&')}` : path
}
