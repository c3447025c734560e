import { signal } from '@preact/signals'
import * as v from 'valibot'
import { api } from '../../client/api'
import { type ServedFile, saveFile } from '../../client/http'
import { readKept } from '../../client/kept'
import { type Problem, problemOf } from '../../client/problem'

const record = v.object({ name: v.string(), bytes: v.number(), sha256: v.optional(v.string()), at: v.number() })
export type BuildRecord = v.InferOutput<typeof record>

export type Build =
  | { at: 'building'; since: number }
  | { at: 'failed'; problem: Problem }
  | { at: 'built'; file: ServedFile; record: BuildRecord }

/** The running or last build of each class; leaving the tab does not stop it. */
export const builds = signal<ReadonlyMap<string, Build>>(new Map())
const put = (classId: string, build: Build) => {
  builds.value = new Map(builds.value).set(classId, build)
}
const keptAs = (classId: string) => `xueji-packages-${classId}`

/** What was built from this browser, the newest first. */
export const recordsOf = (classId: string): BuildRecord[] => readKept(keptAs(classId), v.array(record)) ?? []

/** Builds, saves and notes a package. */
export async function buildPackage(classId: string): Promise<void> {
  if (builds.value.get(classId)?.at === 'building') return
  put(classId, { at: 'building', since: Date.now() })
  try {
    const file = await api.buildPackage(classId)
    const sha256 = await sum(file.blob)
    const made: BuildRecord = {
      name: file.name,
      bytes: file.blob.size,
      at: Date.now(),
      ...(sha256 !== undefined && { sha256 }),
    }
    localStorage.setItem(keptAs(classId), JSON.stringify([made, ...recordsOf(classId)].slice(0, 20)))
    put(classId, { at: 'built', file, record: made })
    saveFile(file)
  } catch (error) {
    put(classId, { at: 'failed', problem: problemOf(error) })
  }
}

/** Undefined on a plain connection off loopback, where the browser offers no hashing. */
async function sum(blob: Blob): Promise<string | undefined> {
  if (!globalThis.isSecureContext) return undefined
  const hash = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
