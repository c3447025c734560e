import * as v from 'valibot'
import { day, milliseconds, text } from '../record/fields'
import { inspectable } from './bureau-inspections'
import { listPage, listQuery } from './lists'
import { lookToken } from './look'

/** A firm's read-only link to a running class, as its bureau keeps it for whoever inspects. The address is a secret of the firm's: lists never hold it. */

const written = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max))

function urlOf(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}

/** Of another computer by HTTP, without a name and password in it. */
export const linkAddress = v.pipe(
  written(2000),
  v.check((address) => {
    const url = urlOf(address)
    const byHttp = url?.protocol === 'https:' || url?.protocol === 'http:'
    return byHttp && url.username === '' && url.password === ''
  }, 'an address of http or https'),
)

/** `class` as packages name it, where something came of it already; else the name alone. `until`: the last day the firm said. */
export const keepLinkRequest = v.strictObject({
  ...{ firm: text(64), class: v.optional(text(64)), className: written(100), address: linkAddress, until: day },
})
export type KeepLinkRequest = v.InferOutput<typeof keepLinkRequest>

/** The class that an address made by this program leads to; undefined of any other. */
export const classInAddress = (address: string): string | undefined =>
  lookToken.exec(urlOf(address)?.hash.slice(1) ?? '')?.[1]

export const bureauLink = v.object({
  ...{ id: v.string(), firm: v.string(), firmName: v.string(), class: v.string(), className: v.string() },
  /** All of the address that is no secret. */
  host: v.string(),
  ...{ until: day, over: v.boolean(), by: v.string(), at: milliseconds },
})
export type BureauLink = v.InferOutput<typeof bureauLink>
export const bureauLinksQuery = v.object({
  ...listQuery(['at', 'until', 'class', 'firm'], ['open', 'over']).entries,
  /** Of one class alone. */
  class: v.optional(text(64)),
})
export const bureauLinksPage = listPage(bureauLink)

/** What a link can be kept with: a class that is known, or another one of a 单位. */
export const linkChoices = v.object({
  classes: inspectable,
  firms: v.array(v.object({ id: v.string(), name: v.string() })),
})
export type LinkChoices = v.InferOutput<typeof linkChoices>
export const openedLink = v.object({ address: v.string() })

/**
 * Behind the session of a bureau.
 *
 * GET  /api/bureau/class-links             bureauLinksQuery -> bureauLinksPage   (auditor and up; and below /api/exports)
 * GET  /api/bureau/class-link-choices      -> linkChoices                        (hr and up, as the rest)
 * POST /api/bureau/class-links             keepLinkRequest -> { id }
 * POST /api/bureau/class-links/:id/open    -> openedLink                         (audited: who looked, and when)
 * POST /api/bureau/class-links/:id/drop
 */
