import { allowedCalls } from '../../../../shared/site/calls'
import { readingsOf, type SiteRule } from '../../../../shared/site/rule'
import { fieldWords, isField } from '../../../../shared/site/words'

/** What a rule may do, for whoever publishes it: where it applies, what it reads, and which of a page's own calls it looks at. */
export interface Powers {
  hosts: string[]
  /** Any site with one of these marks; each as it stands in the rule. */
  software: string[]
  fields: string[]
  /** The trainee's own questions and answers. */
  posts: boolean
  calls: { url: string; pointers: string[] }[]
  /** It reads the text of whole pages. */
  wholePage: boolean
}

export function powersOf(rule: SiteRule): Powers {
  const { hosts, frames = [], software = [], common = {}, pages } = rule
  const fields = [
    ...pages.flatMap((page) => [...Object.keys(page.fields), ...Object.keys(page.list?.fields ?? {})]),
    ...Object.keys(common.fields ?? {}),
  ]
  return {
    hosts: [...hosts, ...frames],
    software: software.map(({ path, has = [], frame }) =>
      [path, ...has, frame].filter((mark) => mark !== undefined).join('  +  '),
    ),
    fields: [...new Set(fields)].map((field) => (isField(field) ? fieldWords[field] : field)),
    posts: [common, ...pages].some(({ posts }) => posts !== undefined),
    calls: allowedCalls(rule),
    wholePage: readingsOf(rule).some(({ text }) => text),
  }
}
