/** Versions of the extension that were published, oldest first; a release adds its own. What another version wrote is listed. */
export const publishedBuilds: ReadonlySet<string> = new Set(['0.1.0'])
