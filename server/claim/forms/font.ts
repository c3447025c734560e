import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type OpenFont } from 'fontkit'

const require = createRequire(import.meta.url)

export type Weight = 'plain' | 'bold'

const names = { plain: '400Regular', bold: '700Bold' } as const
const read = new Map<Weight, Buffer>()

/** Noto Sans SC: 30,890 signs, all of 通用规范汉字表. Read when it is first asked for, and kept for every document: 10 MB each. */
export function fontFile(weight: Weight): Buffer {
  const name = names[weight]
  const known =
    read.get(weight) ?? readFileSync(require.resolve(`@expo-google-fonts/noto-sans-sc/${name}/NotoSansSC_${name}.ttf`))
  read.set(weight, known)
  return known
}

/** Widths of a font's signs at one point, each looked up once: that is what makes long tables fast. */
class Widths {
  readonly #known = new Map<string, number>()
  readonly #font: OpenFont

  constructor(weight: Weight) {
    this.#font = create(fontFile(weight))
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

/** Opened when it is first asked for, and kept. */
export function widths(weight: Weight): Widths {
  const known = opened.get(weight) ?? new Widths(weight)
  opened.set(weight, known)
  return known
}
