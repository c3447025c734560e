import { join } from 'node:path'
import { type Built, readBuilt, zipBuilt } from '../deploy/built'

const folders = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const
export type Build = keyof typeof folders

/** The extension as it lies beside this server, for people who load it themselves: its version, and each build as a ZIP. */
export class ExtensionBuilds {
  readonly #built = new Map<Build, Built | undefined>()
  readonly #zips = new Map<Build, Promise<Uint8Array>>()

  constructor(readonly folder: string | undefined) {}

  /** Of its manifest; undefined where this server has no build. */
  version(build: Build): string | undefined {
    return this.#of(build)?.manifest.version
  }

  /** Packed once; undefined where this server has no build. */
  async zip(build: Build): Promise<Uint8Array | undefined> {
    const built = this.#of(build)
    if (!built) return undefined
    const known = this.#zips.get(build) ?? zipBuilt(built)
    this.#zips.set(build, known)
    return known
  }

  #of(build: Build): Built | undefined {
    if (this.folder === undefined) return undefined
    if (!this.#built.has(build)) this.#built.set(build, readBuilt(join(this.folder, folders[build])))
    return this.#built.get(build)
  }
}
