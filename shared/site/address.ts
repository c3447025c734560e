/** What a parameter may name, where its last word says that it names: `courseId`, `chapter_id`, `kngNo`, `lessonKey`; alone too, `lesson`. */
const THINGS =
  /^(?:course|lesson|chapter|section|unit|video|class|topic|task|resource|activity|module|node|item|part|subject|program|project|plan)$/
const NAMES = /^(?:id|no|key|code|num|number|index)$/
/** Words that name or let in a person, or change with every visit. What they are part of stays on the page. */
const PERSONAL =
  /^(?:user|usr|student|stu|learner|member|accounts?|person|people|union|employee|staff|idcard|card|cert|phone|mobile|tel|session|\w*sess(?:ion)?|\w*token|ticket|sign|signature|auth|device|client|visit|visitor|trace|tracing|request|req|record|log)$/
/** The same, where nothing but `id` follows: `openId`, `uid`, `jsid`, `uuid`. `courseUuid` names a course. */
const PERSONAL_ALONE = /^(?:open|u|uu|gu|c?s|js|user\w*|student\w*|member\w*)$/
const LONGEST_VALUE = 64

/**
 * An address as a stable key of what a page shows: path, route in the fragment, and the parameters of both that name a
 * thing, sorted. Session ids, tokens, people and everything that changes from visit to visit are left out.
 */
export function pageAddress(url: URL): string {
  const { route, parameters } = fragmentOf(url)
  const named = [...url.searchParams, ...parameters]
    .filter(([name, value]) => namesThing(name) && value !== '' && value.length <= LONGEST_VALUE)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
  const path = route.startsWith('/') || route.startsWith('!/') ? `${url.pathname}#${route}` : url.pathname
  return named.length > 0 ? `${path}?${named.join('&')}` : path
}

/** `courseUuid`, `course_id` and `courseid` are of the words course and id. */
function namesThing(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())
  const [, stem, tail] = /^(.*?)(id|no)$/.exec(words.at(-1) ?? '') ?? []
  const rest = tail === undefined ? words : [...words.slice(0, -1), ...(stem ? [stem] : [])]
  if (rest.some((word) => PERSONAL.test(word)) || (rest.length === 1 && PERSONAL_ALONE.test(rest[0] ?? '')))
    return false
  if (tail !== undefined) return true
  const last = words.at(-1) ?? ''
  return THINGS.test(last) || (NAMES.test(last) && words.some((word) => THINGS.test(word)))
}

/**
 * A parameter of an address (`query`) or of its fragment (`hash`: `#/route?a=1`, `#/route&a=1`, `#a=1`), decoded. Undefined
 * where it is not there, or where its percent-encoding is of no UTF-8: a title of replacement characters is none.
 */
export function parameterOf(url: URL, where: 'query' | 'hash', name: string): string | undefined {
  const found = pairs(where === 'query' ? url.search : url.hash).find(([key]) => decoded(key) === name)
  return found && decoded(found[1])
}

function fragmentOf(url: URL): { route: string; parameters: (readonly [string, string])[] } {
  const [route = ''] = url.hash.replace(/^#/, '').split(/[?&]/, 1)
  const parameters = pairs(url.hash).flatMap(([key, value]) => {
    const both = [decoded(key), decoded(value)] as const
    return both[0] !== undefined && both[1] !== undefined ? [[both[0], both[1]] as const] : []
  })
  return { route, parameters }
}

/** Raw names and values. */
const pairs = (text: string): (readonly [string, string])[] =>
  text
    .replace(/^[#?]/, '')
    .split(/[?&]/)
    .flatMap((part) => {
      const at = part.indexOf('=')
      return at > 0 ? [[part.slice(0, at), part.slice(at + 1)] as const] : []
    })

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
