import type { Deps } from '../deps'

const VALID = 10 * 60_000

/** A challenge for a chain: the time and a keyed hash of both. Nothing is stored, so any node can check it. */
export function challengeFor({ secrets, clock }: Pick<Deps, 'secrets' | 'clock'>, chain: string): string {
  const at = clock.now().toString(36)
  return `${at}.${secrets.index('challenge', `${chain}.${at}`)}`
}

/** Ours, for this chain, and not older than ten minutes. */
export function challengeHolds(
  { secrets, clock }: Pick<Deps, 'secrets' | 'clock'>,
  chain: string,
  challenge: string,
): boolean {
  const [at = '', mac = ''] = challenge.split('.')
  const age = clock.now() - Number.parseInt(at, 36)
  return age >= 0 && age <= VALID && secrets.same(mac, secrets.index('challenge', `${chain}.${at}`))
}
