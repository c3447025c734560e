/** BagIt manifests (RFC 8493 section 2.1.3): one line a file, sorted by path, LF. */

const escapes: readonly (readonly [string, string])[] = [
  ['%', '%25'],
  ['\n', '%0A'],
  ['\r', '%0D'],
]

const byCodePoints = (a: string, b: string) => {
  const [x, y] = [[...a], [...b]]
  for (const [i, char] of x.entries()) {
    const difference = (char.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? -1)
    if (difference !== 0) return difference
  }
  return x.length - y.length
}

/** `hashes`: hex SHA-256 by path. */
export const manifestText = (hashes: ReadonlyMap<string, string>): string =>
  [...hashes]
    .sort(([a], [b]) => byCodePoints(a, b))
    .map(
      ([path, hash]) => `${hash}  ${escapes.reduce((text, [raw, escaped]) => text.replaceAll(raw, escaped), path)}\n`,
    )
    .join('')

/** Throws on a line of another form and on a path named twice, also when only case or Unicode form differ. */
export function readManifest(text: string): Map<string, string> {
  const hashes = new Map<string, string>()
  const names = new Set<string>()
  if (text !== '' && !text.endsWith('\n')) throw new Error('最后一行不完整')
  for (const [i, line] of text.split('\n').slice(0, -1).entries()) {
    const [, hash, name] = /^([0-9a-f]{64}) {2}(\S.*)$/.exec(line) ?? []
    if (!hash || !name || line.includes('\r')) throw new Error(`第 ${i + 1} 行的格式不对`)
    const path = [...escapes].reverse().reduce((text, [raw, escaped]) => text.replaceAll(escaped, raw), name)
    const folded = path.normalize('NFC').toLowerCase()
    if (names.has(folded)) throw new Error(`${path} 出现两次`)
    names.add(folded)
    hashes.set(path, hash)
  }
  return hashes
}
