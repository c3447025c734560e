/** Names that Windows cannot hold, that read backwards on a screen, and what may not be in a name anywhere. */
const badName =
  /[\p{Cc}\u202a-\u202e\u2066-\u2069<>:"|?*\\]|(^|\/)(\.{1,2}|con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(\.[^/]*)?(\/|$)|[. ](\/|$)|^\/|\/\//iu
const MAX_NAME_BYTES = 512
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** Flag: the name is UTF-8. */
const UTF8 = 0x800

/** As file systems compare that don't tell case or Unicode forms apart. */
const folded = (name: string) => name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')

/** The names of one archive: each is one that any file system can hold, beside all others. */
export class Names {
  readonly #files = new Set<string>()
  /** Folders as folded, with the one way they are written. */
  readonly #folders = new Map<string, string>()

  /** The name of the next file, or why it may not be one. */
  take(raw: Uint8Array, flags: number): { name: string } | { problem: string; name: string } {
    let name: string
    try {
      name = decoder.decode(raw)
    } catch {
      return { name: '', problem: '文件名不是 UTF-8' }
    }
    if ((flags & UTF8) === 0 && raw.some((byte) => byte > 0x7f)) return { name, problem: '文件名不是 UTF-8' }
    if (name.endsWith('/')) return { name, problem: '不该有空文件夹' }
    if (name === '' || raw.length > MAX_NAME_BYTES || badName.test(name)) return { name, problem: '文件名不合规定' }
    const own = folded(name)
    if (this.#files.has(own) || this.#folders.has(own)) return { name, problem: '文件名重复' }
    this.#files.add(own)
    for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
      const folder = name.slice(0, at)
      const written = this.#folders.get(folded(folder))
      if ((written !== undefined && written !== folder) || this.#files.has(folded(folder)))
        return { name, problem: '文件名重复' }
      if (written === undefined) this.#folders.set(folded(folder), folder)
    }
    return { name }
  }
}
