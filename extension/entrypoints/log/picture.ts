import { MAX_EVIDENCE } from '../../../shared/appeals'
import { base64url } from '../../../shared/crypto'
import type { NewAppeal } from '../../outbox/appeals'

/** Longest side, pixels: a screen's text stays readable. */
const SIDE = 1600

/** A picture drawn anew, smaller: what a camera wrote beside it (place, time, device) stays behind. Undefined where it cannot be opened. */
export async function smaller(file: Blob): Promise<NewAppeal['picture']> {
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (!bitmap) return undefined
  const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
  if (!blob || blob.size > MAX_EVIDENCE) return undefined
  return { type: 'image/jpeg', data: base64url(new Uint8Array(await blob.arrayBuffer())) }
}
