/**
 * The oldest kernels this runs on. Chromium knows `optional_host_permissions` (without it no server and no own site can be
 * reached) and `storage.session` from 102 on; Firefox the statement on data from 142 on.
 */
export const MINIMUM = { chrome: 102, firefox: 142 } as const
/** Before it the manifest's `world` is not known to Chromium: no tap there. */
const PAGE_WORLD = 111

/** Version and kernel, as the `join` entry says: `0.1.0 chrome/156`. */
export function buildName(version: string, userAgent: string): string {
  const kernel = /(Firefox|Edg|Chrome)\/(\d+)/.exec(userAgent)
  return `${version} ${kernel ? `${kernel[1]?.toLowerCase()}/${kernel[2]}` : 'unknown'}`.slice(0, 100)
}

/** Some builds of Chromium install below the minimum of the manifest all the same: there nothing is recorded, and it is said. */
export function tooOld(userAgent: string): boolean {
  const { name, version } = kernelOf(userAgent)
  return name !== undefined && version < (name === 'Firefox' ? MINIMUM.firefox : MINIMUM.chrome)
}

/** Whether the manifest's scripts run in the page's own world where it says so. */
export function knowsPageWorld(userAgent: string): boolean {
  const { name, version } = kernelOf(userAgent)
  return name !== 'Chrome' || version >= PAGE_WORLD
}

function kernelOf(userAgent: string): { name: string | undefined; version: number } {
  const [, name, version] = /(Firefox|Chrome)\/(\d+)/.exec(userAgent) ?? []
  return { name, version: Number(version) }
}
