import { signal } from '@preact/signals'
import { Upload } from 'tus-js-client'
import type { Upload as Known } from '../../../../shared/api/media'
import { LOOKED_AT, notVideo } from '../../../../shared/media/first-bytes'
import { Problem, problemInText } from '../../client/problem'
import { words } from './words'

export interface Sending {
  id: number
  name: string
  size: number
  sent: number
  state: 'sending' | 'paused' | 'failed' | 'done'
  problem?: Problem
}

/** Of one request: small enough to end within two minutes on a slow line, and for what proxies let through. */
const PIECE = 4 * 1024 ** 2
/** Between tries after a lost connection, ms; then it waits for a person. */
const AGAIN = [0, 1000, 3000, 5000, 10_000, 20_000, 60_000]

/** Videos of each class that this page sends. They live beside the screens: leaving the tab does not stop them. */
export const sendings = signal<ReadonlyMap<string, readonly Sending[]>>(new Map())
const running = new Map<number, Upload>()
let next = 0

const put = (classId: string, items: readonly Sending[]) => {
  sendings.value = new Map(sendings.value).set(classId, items)
}
export const sendingsOf = (classId: string): readonly Sending[] => sendings.value.get(classId) ?? []
const change = (classId: string, id: number, part: Partial<Sending>) =>
  put(
    classId,
    sendingsOf(classId).map((one) => (one.id === id ? { ...one, ...part } : one)),
  )

export interface About {
  course: string
  lesson?: { key: string; title: string } | undefined
}

/**
 * Sends a video piece by piece. Where the server holds a part of the same file already (`known`: sent before, from any computer), it goes on
 * there; after a lost connection it goes on by itself. What is surely no video is not sent at all.
 */
export async function sendVideo(
  classId: string,
  file: File,
  { course, lesson }: About,
  known: readonly Known[],
  onKept: () => Promise<void>,
): Promise<void> {
  const id = next++
  const item: Sending = { id, name: file.name, size: file.size, sent: 0, state: 'sending' }
  put(classId, [...sendingsOf(classId), item])
  const is = notVideo(new Uint8Array(await file.slice(0, LOOKED_AT).arrayBuffer()))
  if (is) {
    change(classId, id, { state: 'failed', problem: new Problem('file-refused', words.notVideo(is)) })
    return
  }
  const before = known.find(
    (one) =>
      !one.done &&
      one.refused === undefined &&
      one.name === file.name &&
      one.size === file.size &&
      one.course === course &&
      one.lesson?.key === lesson?.key,
  )
  const upload = new Upload(file, {
    endpoint: '/api/media/uploads',
    ...(before && { uploadUrl: `/api/media/uploads/${before.id}` }),
    chunkSize: PIECE,
    retryDelays: AGAIN,
    // The server knows what it holds; another computer may go on with it.
    storeFingerprintForResuming: false,
    metadata: { class: classId, course, filename: file.name, ...(lesson && { lesson: JSON.stringify(lesson) }) },
    onProgress: (sent) => change(classId, id, { sent }),
    onSuccess: () => {
      running.delete(id)
      change(classId, id, { state: 'done', sent: file.size })
      void onKept()
    },
    onError: (error) => {
      const text = 'originalResponse' in error ? error.originalResponse?.getBody() : undefined
      change(classId, id, { state: 'failed', problem: problemInText(text) })
      void onKept()
    },
  })
  running.set(id, upload)
  upload.start()
}

/** Stops after the piece that is under way; what is there stays on the server. */
export async function pause(classId: string, id: number): Promise<void> {
  await running.get(id)?.abort()
  change(classId, id, { state: 'paused' })
}

/** Goes on where the server has it. */
export function goOn(classId: string, id: number): void {
  change(classId, id, { state: 'sending' })
  running.get(id)?.start()
}

/** Puts a finished or failed one out of sight. */
export function putAway(classId: string, id: number): void {
  running.delete(id)
  put(
    classId,
    sendingsOf(classId).filter((one) => one.id !== id),
  )
}
