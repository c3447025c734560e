import { isModest } from './parse'

/** What a JSON file may be before anybody takes it apart. `parts`: lists and objects, which take many times their text once they are read. */
interface Bound {
  bytes: number
  parts: number
}

const MB = 1 << 20
/** Fifty times what a class or a claim of a thousand people needs. */
const RECORDS: Bound = { bytes: 32 * MB, parts: 2_000_000 }
/** What a bureau's server itself takes in: claims of ten thousand people, and no more than it can hold beside its other work. */
const DESK: Bound = { bytes: 16 * MB, parts: 500_000 }
/** What does not grow with people. */
const SMALL: Bound = { bytes: 4 * MB, parts: 100_000 }

const bounds: readonly (readonly [shape: RegExp, bound: Bound])[] = [
  [/^data\/(claim|videos|forms\/people)\.json$/, DESK],
  [/^data\/(classes\/[^/]+\/)?(class|plan|policy|keys)\.json$/, SMALL],
  [/^data\/rules\//, SMALL],
]

const boundOf = (path: string): Bound => bounds.find(([shape]) => shape.test(path))?.[1] ?? RECORDS

/** Whether a payload file of this name may be read whole at all: asked before it is, where its size is known. */
export const maySize = (path: string, bytes: number): boolean => bytes <= boundOf(path).bytes

/** Whether a JSON file of a package is within what one of its name may be; of everything else nothing is asked here. */
export function isWithinBounds(path: string, bytes: Uint8Array): boolean {
  if (!path.startsWith('data/') || !path.endsWith('.json')) return true
  return maySize(path, bytes.length) && isModest(new TextDecoder().decode(bytes), boundOf(path).parts)
}
