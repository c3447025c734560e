/** What we use of fontkit, which pdfkit is built on; it ships no types. */
declare module 'fontkit' {
  export interface OpenFont {
    unitsPerEm: number
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): { advanceWidth: number }
  }
  export function create(file: Uint8Array): OpenFont
}
