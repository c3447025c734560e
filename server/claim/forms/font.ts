import { createRequire } from 'node:module'
import { type OpenFont, openSync } from 'fontkit'

const require = createRequire(import.meta.url)

export type Weight = 'plain' | 'bold'

/** Noto Sans SC: 30,890 signs, all of 通用规范汉字表. */
export const fontPath = (weight: Weight): string => {
  const name = weight === 'bold' ? '700Bold' : '400Regular'
  return require.resolve(`@expo-google-fonts/noto-sans-sc/${name}/NotoSansSC_${name}.ttf`)
}

/** Widths of a font's signs at one point, each looked up once: that is what makes long tables fast. */
class Widths {
  readonly #known = new Map<string, number>()
  readonly #font: OpenFont

  constructor(weight: Weight) {
    this.#font = openSync(fontPath(weight))
  }

  of(char: string): number {
    let width = this.#known.get(char)
    if (width === undefined) {
      width = this.#font.glyphForCodePoint(char.codePointAt(0) ?? 0).advanceWidth / this.#font.unitsPerEm
      this.#known.set(char, width)
    }
    return width
  }

  has(char: string): boolean {
    return this.#font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0)
  }
}

const opened = new Map<Weight, Widths>()

/** Opened when it is first asked for, and kept: a font is 10 MB. */
export function widths(weight: Weight): Widths {
  const known = opened.get(weight) ?? new Widths(weight)
  opened.set(weight, known)
  return known
}
