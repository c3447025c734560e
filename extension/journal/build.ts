/** The oldest kernels this was made for: below 111 no script of ours runs in the page's own world, below 142 the statement on data is not known. */
export const MINIMUM = { chrome: 111, firefox: 142 } as const

/** Version and kernel, as the `join` entry says: `0.1.0 chrome/156`. */
export function buildName(version: string, userAgent: string): string {
  const kernel = /(Firefox|Edg|Chrome)\/(\d+)/.exec(userAgent)
  return `${version} ${kernel ? `${kernel[1]?.toLowerCase()}/${kernel[2]}` : 'unknown'}`.slice(0, 100)
}

/** Some builds of Chromium install below the minimum of the manifest all the same: there nothing is recorded, and it is said. */
export function tooOld(userAgent: string): boolean {
  const [, name, version] = /(Firefox|Chrome)\/(\d+)/.exec(userAgent) ?? []
  if (name === undefined) return false
  return Number(version) < (name === 'Firefox' ? MINIMUM.firefox : MINIMUM.chrome)
}
