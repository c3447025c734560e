import type { Actor } from '../../access/actor'
import type { OpenedZip } from '../../claim/open-zip'
import type { Deps } from '../../deps'

/** Takes what a received package says of people, intervals and devices into the index, and looks for what it says against others. */
export async function indexPackage(
  _deps: Deps,
  _actor: Actor,
  _received: { package: string; claim: string; version: number; zip: OpenedZip },
): Promise<void> {}
