import * as v from 'valibot'
import { count, day, milliseconds } from '../record/fields'
import { listPage, listQuery } from './lists'

/** 给主管部门的只读链接: what a firm hands to its bureau to look at one class while it runs. What it opens: look.ts. */

/** Days after the class's last day on which a link ends unless another day is chosen: study that was late in coming has been handed in by then. */
export const LINK_DAYS_AFTER = 30
/** A link ends at most so many days after the day it is made. */
export const LINK_DAYS_MOST = 366
/** Links of one class that can be open at a time. */
export const LINKS_MOST = 20

const written = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max))

/** `until` is the last Beijing day on which it opens. */
export const makeLinkRequest = v.strictObject({ reader: written(60), until: day })
export type MakeLinkRequest = v.InferOutput<typeof makeLinkRequest>
export const revokeLinkRequest = v.strictObject({ reason: written(200) })

/** The one time the address is told. */
export const madeLink = v.object({ id: v.string(), link: v.string(), reader: v.string(), until: day })
export type MadeLink = v.InferOutput<typeof madeLink>

export const linkStates = ['open', 'ended', 'revoked'] as const
export const classLink = v.object({
  ...{ id: v.string(), reader: v.string(), until: day, state: v.picklist(linkStates) },
  ...{ by: v.string(), at: milliseconds },
  revoked: v.optional(v.object({ by: v.string(), at: milliseconds, reason: v.string() })),
  openings: count,
  lastOpenedAt: v.optional(milliseconds),
})
export type ClassLink = v.InferOutput<typeof classLink>

export const classLinks = v.object({
  /** The newest first. */
  links: v.array(classLink),
  /** A new one can be made: the class is under way. */
  running: v.boolean(),
  /** For whom and until when, unless somebody says otherwise. */
  suggested: v.object({ reader: v.string(), until: day }),
  /** Other computers reach the addresses this server makes. */
  reachable: v.boolean(),
})
export type ClassLinks = v.InferOutput<typeof classLinks>

/** One visit: a page that stays open is one of them (server/board/link). */
export const linkOpening = v.object({
  ...{ id: v.string(), link: v.string(), reader: v.string(), at: milliseconds },
  /** Network address it was opened from. */
  from: v.string(),
})
export type LinkOpening = v.InferOutput<typeof linkOpening>
export const linkOpeningsQuery = listQuery(['at', 'reader'], [])
export const linkOpeningsPage = listPage(linkOpening)

/**
 * Console routes, behind the session.
 *
 * GET  /api/classes/:id/bureau-links                         -> classLinks          (hr, auditor)
 * POST /api/classes/:id/bureau-links        makeLinkRequest  -> madeLink            (hr and up, as the next)
 * POST /api/bureau-links/:id/revoke         revokeLinkRequest -> classLinks
 * GET  /api/classes/:id/link-openings       linkOpeningsQuery -> linkOpeningsPage   (hr, auditor; and below /api/exports)
 */
