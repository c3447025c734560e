import type { Bag } from '../../../shared/package/bag'
import { files } from '../../../shared/package/layout'
import type { Case, World } from './world.fixture'

/** Paths that differ only in whose record, which class, which person or which of several they are have one shape. */
export const shapeOf = (path: string): string =>
  path.replaceAll(/[0-9a-f]{64}/g, '<hash>').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')

/** One file of each shape that a package has: whatever is packed one day is among them. */
const shapesOf = (bag: Bag): Map<string, string> => new Map([...bag.keys()].map((path) => [shapeOf(path), path]))

/** Nothing is signed anew, and whatever is not payload decides for itself alone. */
const isPayload = (path: string) => path.startsWith('data/')

type Place = (length: number) => number
/** By a generator with a seed (mulberry32), so that every run changes the same ones. */
function anywhere(seed: number): Place {
  let state = seed
  return (length) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % length
  }
}
const SEED = 20_261_122
const places: readonly (readonly [where: string, place: Place])[] = [
  ['the first byte', () => 0],
  ['the last byte', (length) => length - 1],
  ['some byte', anywhere(SEED)],
]

/** The middle byte of one file of each shape. */
export const mutationsOf = ({ bag, stamped }: Pick<World, 'bag' | 'stamped'>): Case[] =>
  [bag, stamped].flatMap((from, i) =>
    [...shapesOf(from)].map(
      ([shape, path]): Case => [`one byte of ${shape}, version ${i + 1}`, (w) => w.flipped(path, from), reasonOf(path)],
    ),
  )

/** First, last and some other byte of each tag file and signature alone, and of one payload file of each shape together: each is named. */
export const placesIn = ({ stamped }: Pick<World, 'stamped'>): [...Case, named: readonly RegExp[]][] => {
  const paths = [...shapesOf(stamped).values()]
  const payload = paths.filter(isPayload)
  return places.flatMap(([where, place]) => [
    ...paths
      .filter((path) => !isPayload(path))
      .map((path): [...Case, RegExp[]] => [
        `${where} of ${path}`,
        (w) => w.flipped(path, stamped, place),
        reasonOf(path),
        [],
      ]),
    [
      `${where} of every payload file`,
      (w) => payload.reduce((bag, path) => w.flipped(path, bag, place), stamped),
      /被改动过/,
      payload.map(reasonOf),
    ],
  ])
}

function reasonOf(path: string): RegExp {
  if (path === files.signature || path === files.tagManifest) return /签名不是这个密钥签的/
  if (path === files.sm2) return /\.sm2：签名与内容不符/
  if (path === files.timestamp) return /\.tsr：/
  return new RegExp(`^${path.replaceAll('.', '\\.')} 被改动过$`, 'm')
}
