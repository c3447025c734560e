import * as v from 'valibot'
import type { Known } from '../../shared/record/entry'
import { milliseconds } from '../../shared/record/fields'

const trouble = v.object({ what: v.string(), at: milliseconds })

/** What a chain's records say of their making, by site: the last time of each trouble. */
export const chainHealth = v.array(
  v.object({
    site: v.string(),
    at: milliseconds,
    /** Details of `field-missing`: rule and fields. */
    missing: v.array(trouble),
    /** Hosts of frames that the browser did not let us into. */
    frames: v.array(trouble),
    /** A player that could not be measured. */
    unmeasurable: v.optional(milliseconds),
  }),
)
export type ChainHealth = v.InferOutput<typeof chainHealth>

/** An entry that names no site belongs to the lesson that stands before it in its chain. */
export function healthOf(entries: readonly Known[]): ChainHealth {
  const sites = new Map<string, ChainHealth[number]>()
  let here: ChainHealth[number] | undefined
  for (const entry of entries) {
    if (entry.kind === 'view') {
      const { site } = entry.body
      here = sites.get(site) ?? { site, at: entry.at, missing: [], frames: [] }
      here.at = Math.max(here.at, entry.at)
      sites.set(site, here)
    } else if (here && entry.kind === 'gap' && entry.body.reason === 'unmeasurable')
      here.unmeasurable = Math.max(here.unmeasurable ?? 0, entry.at)
    else if (here && entry.kind === 'system' && entry.body.event === 'frame-unreachable')
      note(here.frames, entry.body.detail ?? '', entry.at)
    else if (here && entry.kind === 'system' && entry.body.event === 'field-missing' && entry.body.detail)
      note(here.missing, entry.body.detail, entry.at)
  }
  return [...sites.values()]
}

function note(all: { what: string; at: number }[], what: string, at: number): void {
  const known = all.find((one) => one.what === what)
  if (known) known.at = Math.max(known.at, at)
  else all.push({ what, at })
}
