import { createHash } from 'node:crypto'

export const CLASSES = 200
export const PEOPLE = 10_000
export const DAY = 86_400_000

export const hex = (text: string, length: number) => createHash('sha256').update(text).digest('hex').slice(0, length)

/** The ID number of the i-th person. */
export const numberOf = (i: number) => String(100_000_000_000_000_000n + BigInt(i)).slice(-18)

/** Written as ids of classes are: the address of a read-only link is read by it. */
export const classId = (c: number) => hex(`class ${c}`, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
export const classOf = (i: number) => classId(Math.floor(i / (PEOPLE / CLASSES)))
export const waits = (i: number) => i % 11 === 5
export const hasJoined = (i: number) => !waits(i) && i % 50 !== 8
