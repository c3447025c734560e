/** So many at a time: both databases limit the parameters of one statement. */
const SIZE = 500

export function* chunksOf<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < list.length; i += SIZE) yield list.slice(i, i + SIZE)
}
