import { existsSync, readFileSync, statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import * as v from 'valibot'
import { ZipFile } from 'yazl'

/** What a publisher has given out besides the builds of this server; nothing where there is no publisher yet. */
export interface Publisher {
  /** Pages of the stores that list the extension. */
  stores: { chrome?: string | undefined; edge?: string | undefined; firefox?: string | undefined }
  /** Address of the extension signed by Mozilla, where it is not in the store. */
  firefoxSigned?: string | undefined
}

export const builds = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const
export type Build = keyof typeof builds

/** The extension as this server was built with it: its version, and each build as a ZIP to download. */
export class ExtensionBuilds {
  readonly #zips = new Map<Build, Promise<Uint8Array>>()

  constructor(readonly folder: string | undefined) {}

  /** Of its manifest; undefined where this server has no build. */
  version(build: Build): string | undefined {
    const file = this.#path(build, 'manifest.json')
    if (file === undefined || !existsSync(file)) return undefined
    return v.parse(v.object({ version: v.string() }), JSON.parse(readFileSync(file, 'utf8'))).version
  }

  /** Packed once; undefined where this server has no build. */
  async zip(build: Build): Promise<Uint8Array | undefined> {
    if (this.version(build) === undefined) return undefined
    const known = this.#zips.get(build) ?? zipped(this.#path(build) ?? '', `xueji-${build}`)
    this.#zips.set(build, known)
    return known
  }

  #path(build: Build, ...rest: string[]): string | undefined {
    return this.folder === undefined ? undefined : join(this.folder, builds[build], ...rest)
  }
}

/** Everything in one folder of a name of its own: unpacked, it is what “加载已解压的扩展程序” asks for. */
async function zipped(folder: string, name: string): Promise<Uint8Array> {
  const zip = new ZipFile()
  const files = (await readdir(folder, { recursive: true })).map((path) => join(folder, path)).sort()
  for (const file of files) {
    if (statSync(file).isDirectory()) continue
    const path = `${name}/${relative(folder, file).replaceAll('\\', '/')}`
    zip.addBuffer(await readFile(file), path, { mtime: new Date(2026, 0, 1) })
  }
  zip.end()
  const parts: Uint8Array[] = []
  for await (const part of zip.outputStream) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}
