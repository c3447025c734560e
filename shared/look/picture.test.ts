import { afterEach, expect, it, vi } from 'vitest'
import { withoutPlace } from './picture'

afterEach(() => vi.unstubAllGlobals())

/** A page that can draw: what comes out of its canvas is not what went in. */
function page(opens: boolean) {
  vi.stubGlobal('createImageBitmap', () =>
    opens ? Promise.resolve({ width: 3200, height: 800, close: () => undefined }) : Promise.reject(new Error('broken')),
  )
  const canvas = {
    width: 0,
    height: 0,
    getContext: () => ({ drawImage: () => undefined }),
    toBlob: (done: (blob: Blob) => void, type: string) => done(new Blob(['drawn anew'], { type })),
  }
  vi.stubGlobal('document', { createElement: () => canvas })
  return canvas
}

it('hands a picture on as it was drawn anew and smaller, with nothing of what the camera wrote', async () => {
  const canvas = page(true)
  const photo = new Blob(['GPS 46.65N 126.98E'], { type: 'image/png' })
  const sent = await withoutPlace(photo)
  expect([sent?.type, await sent?.text()]).toEqual(['image/jpeg', 'drawn anew'])
  expect([canvas.width, canvas.height]).toEqual([1600, 400])
})

it('hands a PDF on as it is, and no picture that cannot be opened', async () => {
  page(false)
  const pdf = new Blob(['%PDF'], { type: 'application/pdf' })
  expect(await withoutPlace(pdf)).toBe(pdf)
  expect(await withoutPlace(new Blob(['x'], { type: 'image/jpeg' }))).toBeUndefined()
})
