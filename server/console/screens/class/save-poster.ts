import { saveFile } from '../../client/http'
import { POSTER } from './poster'

/** Sharp on paper and on a phone. */
const SCALE = 2

const textOf = (picture: SVGSVGElement): string => new XMLSerializer().serializeToString(picture)

export const saveSvg = (picture: SVGSVGElement, name: string): void =>
  saveFile({ name: `${name}.svg`, blob: new Blob([textOf(picture)], { type: 'image/svg+xml' }) })

/** Draws the picture as the browser shows it. Throws where the browser cannot. */
export async function savePng(picture: SVGSVGElement, name: string): Promise<void> {
  const image = new Image(POSTER.width * SCALE, POSTER.height * SCALE)
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(textOf(picture))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.width
  canvas.height = image.height
  const context = canvas.getContext('2d')
  context?.drawImage(image, 0, 0, image.width, image.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!context || !blob) throw new Error('the picture could not be drawn')
  saveFile({ name: `${name}.png`, blob })
}
