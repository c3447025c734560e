import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Built, readBuilt, zipBuilt } from './built'
import { packCrx } from './crx'
import type { Publisher, PublisherKey } from './publisher'
import { readSignedXpi, type SignedXpi } from './signed-xpi'

export interface Crx {
  id: string
  version: string
  bytes: Uint8Array
  /** Older kernels are not offered it. */
  minimumChromium: string | undefined
}

export interface Xpi extends SignedXpi {
  /** SHA-256, hex. */
  hash: string
}

/** What this server can install on other computers, made when it is first asked for. */
export interface Packed {
  /** Signed with the publisher's key; undefined without a key or a build. */
  crx(): Promise<Crx | undefined>
  /** The publisher's, as Mozilla signed it. Throws when the file is none. */
  xpi(): Promise<Xpi | undefined>
  /** Firefox's id of the build that lies here. */
  geckoId: string | undefined
}

/** `folder` holds the builds; `server` is where devices reach us. */
export function packed(folder: string | undefined, server: string, { key, signedXpi }: Publisher): Packed {
  const built = (name: string) => (folder === undefined ? undefined : readBuilt(join(folder, name)))
  let crx: Promise<Crx | undefined> | undefined
  let xpi: Promise<Xpi | undefined> | undefined
  return {
    crx: () => (crx ??= key ? packFor(built('chrome-mv3'), server, key) : Promise.resolve(undefined)),
    xpi: () => (xpi ??= signedXpi === undefined ? Promise.resolve(undefined) : readXpi(signedXpi)),
    geckoId: built('firefox-mv3')?.manifest.browser_specific_settings?.gecko.id,
  }
}

/**
 * The Chromium build for computers of this server: it looks for updates here, and this server is among its hosts, so that on
 * a computer where a policy installs it nobody is asked anything.
 */
async function packFor(built: Built | undefined, server: string, key: PublisherKey): Promise<Crx | undefined> {
  if (!built) return undefined
  const { manifest, files } = built
  const mine = {
    ...manifest,
    key: Buffer.from(key.spki).toString('base64'),
    host_permissions: [...manifest.host_permissions, `${server}/*`],
    update_url: `${server}/extension/updates.xml`,
  }
  return {
    id: key.id,
    version: manifest.version,
    bytes: packCrx(await zipBuilt({ manifest: mine, files }), key),
    minimumChromium: manifest.minimum_chrome_version,
  }
}

async function readXpi(file: string): Promise<Xpi> {
  const xpi = await readSignedXpi(file)
  return { ...xpi, hash: createHash('sha256').update(xpi.bytes).digest('hex') }
}
