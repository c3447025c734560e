import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import yazl from 'yazl'

/** What is needed of a built extension's manifest; everything else passes through. */
const manifestSchema = v.looseObject({
  version: v.string(),
  host_permissions: v.array(v.string()),
  key: v.optional(v.string()),
  minimum_chrome_version: v.optional(v.string()),
  browser_specific_settings: v.optional(
    v.looseObject({ gecko: v.looseObject({ id: v.string(), strict_min_version: v.string() }) }),
  ),
})
export type Manifest = v.InferOutput<typeof manifestSchema>

/** A built extension: its manifest, and every other file by its path. */
export interface Built {
  manifest: Manifest
  files: ReadonlyMap<string, Uint8Array>
}

const MANIFEST = 'manifest.json'
/** ZIP knows no time zone and nothing before 1980: the same files give the same bytes everywhere. */
const MTIME = new Date(1980, 0, 1)

/** Reads what the build left in a folder; undefined where there is no build. Throws when its manifest is none. */
export function readBuilt(folder: string): Built | undefined {
  const files = new Map<string, Uint8Array>()
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      files.set(path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path))
    }
  } catch {
    return undefined
  }
  const text = files.get(MANIFEST)
  if (!text) return undefined
  files.delete(MANIFEST)
  return { manifest: parseManifest(text), files }
}

/** Throws when it is none. */
export const parseManifest = (bytes: Uint8Array): Manifest =>
  v.parse(manifestSchema, JSON.parse(new TextDecoder().decode(bytes)))

/** A ZIP of it, in the order of the paths. */
export async function zipBuilt({ manifest, files }: Built): Promise<Uint8Array> {
  const archive = new yazl.ZipFile()
  const add = (path: string, bytes: Uint8Array) =>
    archive.addBuffer(Buffer.from(bytes), path, { mtime: MTIME, mode: 0o100644 })
  add(MANIFEST, new TextEncoder().encode(JSON.stringify(manifest)))
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) add(path, bytes)
  archive.end()
  const parts: Uint8Array[] = []
  for await (const part of archive.outputStream) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}
