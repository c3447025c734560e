import { MAX_EVIDENCE } from '../appeals'

/** Longest side, pixels: a screen's text stays readable. */
const SIDE = 1600

/** A file to hand on: pictures drawn anew, anything else (PDF) as it is. Undefined where a picture cannot be opened. */
export async function withoutPlace(file: Blob): Promise<Blob | undefined> {
  if (!file.type.startsWith('image/')) return file
  const bytes = await smallerPicture(file)
  return bytes && new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })
}

/** In a page: a picture drawn anew as JPEG, smaller, so that what a camera wrote beside it (place, time, device) stays behind. Undefined where it cannot be opened. */
export async function smallerPicture(file: Blob): Promise<Uint8Array | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (!bitmap) return undefined
  const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
  return blob && blob.size <= MAX_EVIDENCE ? new Uint8Array(await blob.arrayBuffer()) : undefined
}
