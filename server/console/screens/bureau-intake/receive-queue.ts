import { signal } from '@preact/signals'
import { Upload } from 'tus-js-client'
import type { Job } from '../../../../shared/api/jobs'
import { api } from '../../client/api'
import { intake } from '../../client/intake'
import { Problem, problemInText, problemOf } from '../../client/problem'

export interface Receiving {
  id: number
  name: string
  size: number
  sent: number
  state: 'sending' | 'verifying' | 'done' | 'failed'
  job?: Job
  /** What came in, once it is done. */
  intake?: string
  problem?: Problem
}

/** Of one request: small enough to end within two minutes on a slow line. */
const PIECE = 8 * 1024 ** 2
const AGAIN = [0, 1000, 3000, 5000, 10_000, 20_000]
const EVERY = 500
/** Sent at once; the others wait their turn, however many were dropped. */
const AT_ONCE = 4

/** Files that this page sends and the server verifies. They live beside the screens: leaving does not stop them. */
export const receivings = signal<readonly Receiving[]>([])
/** Counts up whenever something came in. */
export const received = signal(0)
let next = 0
const waiting: Upload[] = []
let sending = 0

function sendNext(): void {
  while (sending < AT_ONCE) {
    const upload = waiting.shift()
    if (!upload) return
    sending++
    upload.start()
  }
}
function sent(): void {
  sending--
  sendNext()
}

const change = (id: number, part: Partial<Receiving>) => {
  receivings.value = receivings.value.map((one) => (one.id === id ? { ...one, ...part } : one))
}
const failed = (id: number) => (error: unknown) => change(id, { state: 'failed', problem: problemOf(error) })

/** Sends a file piece by piece, and watches what becomes of it. */
export function receiveFile(file: File): void {
  const id = next++
  receivings.value = [...receivings.value, { id, name: file.name, size: file.size, sent: 0, state: 'sending' }]
  const upload = new Upload(file, {
    endpoint: '/api/bureau/uploads',
    chunkSize: PIECE,
    retryDelays: AGAIN,
    storeFingerprintForResuming: false,
    metadata: { filename: file.name },
    onProgress: (bytes) => change(id, { sent: bytes }),
    onSuccess: () => {
      sent()
      const place = upload.url?.split('/').at(-1) ?? ''
      verify(id, () => intake.receive(place)).catch(failed(id))
    },
    onError: (error) => {
      sent()
      const text = 'originalResponse' in error ? error.originalResponse?.getBody() : undefined
      change(id, { state: 'failed', problem: problemInText(text) })
    },
  })
  waiting.push(upload)
  sendNext()
}

/** Verifies again what is here already; its place among the others. */
export function receiveAgain(of: string, name: string, size: number): void {
  const id = next++
  receivings.value = [...receivings.value, { id, name, size, sent: size, state: 'verifying' }]
  verify(id, () => intake.again(of)).catch(failed(id))
}

async function verify(id: number, start: () => Promise<{ job: string; intake: string }>): Promise<void> {
  const { job, intake: will } = await start()
  for (;;) {
    const now = await api.job(job)
    if (now.state === 'failed') throw new Problem(now.problem?.code ?? 'internal', now.problem?.message ?? '')
    change(id, { state: now.state === 'done' ? 'done' : 'verifying', job: now, intake: will })
    if (now.state === 'done') break
    await new Promise((resolve) => setTimeout(resolve, EVERY))
  }
  received.value++
}

/** Puts a finished or failed one out of sight. */
export function putAway(id: number): void {
  receivings.value = receivings.value.filter((one) => one.id !== id)
}
