import * as v from 'valibot'

/** Ready-made policy files: for Windows' registry, for Linux (also 统信 and 麒麟), for Firefox on any system. */
export const policyFileNames = ['windows', 'windows-360', 'linux', 'linux-edge', 'firefox', 'windows-undo'] as const
export const policyFileName = v.picklist(policyFileNames)
export type PolicyFileName = v.InferOutput<typeof policyFileName>

const source = v.optional(v.object({ id: v.string(), from: v.picklist(['server', 'store']) }))

/** What can be installed on many computers at once: by make of browser its id and from where; absent where nothing can. */
export const installInfo = v.object({
  server: v.string(),
  /** The server's certificate is of a CA of its own, which these computers have to trust first. */
  ca: v.boolean(),
  browsers: v.object({ chrome: source, edge: source, '360': source, firefox: source }),
  /** Those that are open, the newest first. */
  classes: v.array(v.object({ id: v.string(), name: v.string() })),
})
export type InstallInfo = v.InferOutput<typeof installInfo>

/*
 * GET /api/install                           installInfo
 * GET /api/install/FILE?class=ID             a policyFileName with the server, and the class code of a class, filled in
 *
 * Without a session, never in the clear off loopback:
 * GET /extension/updates.xml                 what Chromium asks for updates (gupdate)
 * GET /extension/xueji.crx                   the packed extension, signed with the publisher's key
 * GET /extension/updates.json                what Firefox asks for updates
 * GET /extension/xueji.xpi                   the publisher's XPI, as Mozilla signed it
 */
