/** Version and kernel, as the `join` entry says: `0.1.0 chrome/156`. */
export function buildName(version: string, userAgent: string): string {
  const kernel = /(Firefox|Edg|Chrome)\/(\d+)/.exec(userAgent)
  return `${version} ${kernel ? `${kernel[1]?.toLowerCase()}/${kernel[2]}` : 'unknown'}`.slice(0, 100)
}
