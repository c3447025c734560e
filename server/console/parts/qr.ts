/**
 * QR codes (ISO/IEC 18004) for links: byte mode, error correction M, versions 1 to 20 (666 bytes). Written out because a slip
 * needs no more than this, and the page runs without a network.
 */
type Grid = boolean[][]

/** By version, error correction M (table 9): check bytes a block, and blocks. */
const CHECK = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26]
const BLOCKS = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16]

/** Rows of dark modules, without the quiet zone. Throws RangeError for a text that does not fit. */
export function qrModules(text: string): Grid {
  const data = new TextEncoder().encode(text)
  const version = CHECK.findIndex((_, v) => v > 0 && data.length + (v < 10 ? 2 : 3) <= dataBytes(v))
  if (version < 0) throw new RangeError('too long for a QR code')
  const bits = interleaved(codewords(data, version), version)
  const { grid, fixed } = frame(version)
  place(grid, fixed, bits)
  return best(grid, fixed)
}

const sizeOf = (version: number) => 17 + 4 * version
const alignments = (version: number): number[] => {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.ceil((sizeOf(version) - 13) / (2 * count - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, i) => sizeOf(version) - 7 - step * (count - 2 - i))]
}

function rawBytes(version: number): number {
  const count = version === 1 ? 0 : Math.floor(version / 7) + 2
  let modules = (16 * version + 128) * version + 64
  if (count > 0) modules -= (25 * count - 10) * count - 55
  if (version >= 7) modules -= 36
  return Math.floor(modules / 8)
}
const dataBytes = (version: number) => rawBytes(version) - (CHECK[version] ?? 0) * (BLOCKS[version] ?? 0)

/** Mode, length, bytes, terminator, padding. */
function codewords(data: Uint8Array, version: number): number[] {
  const lengthBits = version < 10 ? 8 : 16
  const bits = [...number(4, 4), ...number(data.length, lengthBits), ...[...data].flatMap((byte) => number(byte, 8))]
  const capacity = dataBytes(version) * 8
  bits.push(...Array.from({ length: Math.min(4, capacity - bits.length) }, () => 0))
  while (bits.length % 8 !== 0) bits.push(0)
  const bytes = Array.from({ length: bits.length / 8 }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  )
  for (let pad = 0xec; bytes.length < dataBytes(version); pad ^= 0xfd) bytes.push(pad)
  return bytes
}

const number = (value: number, length: number): number[] =>
  Array.from({ length }, (_, i) => (value >>> (length - 1 - i)) & 1)

/** Blocks with their check bytes, taken in turns. */
function interleaved(data: readonly number[], version: number): number[] {
  const blocks = BLOCKS[version] ?? 1
  const check = CHECK[version] ?? 0
  const raw = rawBytes(version)
  const short = blocks - (raw % blocks)
  const length = Math.floor(raw / blocks) - check
  const divisor = generator(check)
  const parts: number[][] = []
  const checks: number[][] = []
  for (let b = 0, at = 0; b < blocks; b++) {
    const part = data.slice(at, at + length + (b < short ? 0 : 1))
    at += part.length
    parts.push(part)
    checks.push(remainder(part, divisor))
  }
  const inTurns = (all: number[][], longest: number) =>
    Array.from({ length: longest }, (_, i) => all.flatMap((one) => one[i] ?? [])).flat()
  return [...inTurns(parts, length + 1), ...inTurns(checks, check)].flatMap((byte) => number(byte, 8))
}

/** In GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function times(x: number, y: number): number {
  let z = 0
  for (let i = 7; i >= 0; i--) z = (z << 1) ^ ((z >>> 7) * 0x11d) ^ (((y >>> i) & 1) * x)
  return z
}

function generator(degree: number): number[] {
  const result = [...Array.from({ length: degree - 1 }, () => 0), 1]
  for (let i = 0, root = 1; i < degree; i++, root = times(root, 2))
    for (let j = 0; j < degree; j++) result[j] = times(result[j] ?? 0, root) ^ (result[j + 1] ?? 0)
  return result
}

function remainder(data: readonly number[], divisor: readonly number[]): number[] {
  const result = divisor.map(() => 0)
  for (const byte of data) {
    const factor = byte ^ (result.shift() ?? 0)
    result.push(0)
    for (const [i, value] of divisor.entries()) result[i] = (result[i] ?? 0) ^ times(value, factor)
  }
  return result
}

/** Finders, timing, alignment, version; places of the format stay light and are kept free. */
function frame(version: number): { grid: Grid; fixed: Grid } {
  const size = sizeOf(version)
  const grid = blank(size)
  const fixed = blank(size)
  const set = (x: number, y: number, dark: boolean) => {
    const [row, kept] = [grid[y], fixed[y]]
    if (!row || !kept || x < 0 || x >= size) return
    row[x] = dark
    kept[x] = true
  }
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0)
    set(i, 6, i % 2 === 0)
  }
  for (const [cx, cy] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    for (let dy = -4; dy <= 4; dy++)
      for (let dx = -4; dx <= 4; dx++) {
        const far = Math.max(Math.abs(dx), Math.abs(dy))
        set(cx + dx, cy + dy, far !== 2 && far !== 4)
      }
  const centres = alignments(version)
  const last = centres.length - 1
  for (const [i, cx] of centres.entries())
    for (const [j, cy] of centres.entries()) {
      if ((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)) continue
      for (let dy = -2; dy <= 2; dy++)
        for (let dx = -2; dx <= 2; dx++) set(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1)
    }
  if (version >= 7) {
    let rest = version
    for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25)
    for (let i = 0; i < 18; i++) {
      const dark = (((version << 12) | rest) >>> i) % 2 === 1
      const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)]
      set(a, b, dark)
      set(b, a, dark)
    }
  }
  format(set, size, 0)
  return { grid, fixed }
}

const blank = (size: number): Grid => Array.from({ length: size }, () => Array.from({ length: size }, () => false))

/** Error correction M (00) and the mask, with their own check bits, twice. */
function format(set: (x: number, y: number, dark: boolean) => void, size: number, mask: number): void {
  let rest = mask
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537)
  const bits = ((mask << 10) | rest) ^ 0x5412
  const bit = (i: number) => ((bits >>> i) & 1) === 1
  for (let i = 0; i <= 5; i++) set(8, i, bit(i))
  set(8, 7, bit(6))
  set(8, 8, bit(7))
  set(7, 8, bit(8))
  for (let i = 9; i < 15; i++) set(14 - i, 8, bit(i))
  for (let i = 0; i < 8; i++) set(size - 1 - i, 8, bit(i))
  for (let i = 8; i < 15; i++) set(8, size - 15 + i, bit(i))
  set(8, size - 8, true)
}

/** Two columns at a time from the right, up and down in turns. */
function place(grid: Grid, fixed: Grid, bits: readonly number[]): void {
  const size = grid.length
  let at = 0
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? size - 1 - step : step
        const row = grid[y]
        if (row && !fixed[y]?.[x]) row[x] = bits[at++] === 1
      }
  }
}

const masks: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** Under the mask that leaves the fewest long runs and blocks. Any mask is readable; this one is read best. */
function best(grid: Grid, fixed: Grid): Grid {
  const tried = masks.map((flip, mask) => {
    const masked = grid.map((row, y) => row.map((dark, x) => (fixed[y]?.[x] ? dark : dark !== flip(x, y))))
    const set = (x: number, y: number, dark: boolean) => {
      const row = masked[y]
      if (row) row[x] = dark
    }
    format(set, grid.length, mask)
    return { masked, cost: cost(masked) }
  })
  return tried.reduce((a, b) => (b.cost < a.cost ? b : a)).masked
}

function cost(grid: Grid): number {
  let sum = 0
  const lines = [...grid, ...grid.map((_, x) => grid.map((row) => row[x] ?? false))]
  for (const line of lines) {
    let run = 0
    for (const [i, dark] of line.entries()) {
      run = i > 0 && dark === line[i - 1] ? run + 1 : 1
      if (run === 5) sum += 3
      else if (run > 5) sum++
    }
  }
  for (const [y, row] of grid.entries())
    for (const [x, dark] of row.entries())
      if (x > 0 && y > 0 && dark === row[x - 1] && dark === grid[y - 1]?.[x] && dark === grid[y - 1]?.[x - 1]) sum += 3
  return sum
}
