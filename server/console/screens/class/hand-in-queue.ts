import { signal } from '@preact/signals'
import type { HandInReport } from '../../../../shared/api'
import { api } from '../../client/api'
import { type Problem, problemOf } from '../../client/problem'

export interface HandInItem {
  id: number
  name: string
  file: File
  state: 'waiting' | 'sending' | 'done' | 'failed'
  report?: HandInReport
  problem?: Problem
}

/** Hand-in files of each class, in the order given. It lives beside the screens: leaving the tab does not stop it. */
export const handIns = signal<ReadonlyMap<string, readonly HandInItem[]>>(new Map())
let next = 0
const running = new Set<string>()

const put = (classId: string, items: readonly HandInItem[]) => {
  handIns.value = new Map(handIns.value).set(classId, items)
}
const change = (classId: string, id: number, part: Partial<HandInItem>) =>
  put(
    classId,
    itemsOf(classId).map((item) => (item.id === id ? { ...item, ...part } : item)),
  )
export const itemsOf = (classId: string): readonly HandInItem[] => handIns.value.get(classId) ?? []

/** Adds files and works them off one after the other; a file that fails does not stop the rest. */
export async function addHandIns(classId: string, files: readonly File[], onTaken: () => Promise<void>): Promise<void> {
  put(classId, [
    ...itemsOf(classId),
    ...files.map((file): HandInItem => ({ id: next++, name: file.name, file, state: 'waiting' })),
  ])
  if (running.has(classId)) return
  running.add(classId)
  for (let item = waiting(classId); item; item = waiting(classId)) {
    change(classId, item.id, { state: 'sending' })
    try {
      change(classId, item.id, { state: 'done', report: await api.handIn(classId, item.file) })
    } catch (error) {
      change(classId, item.id, { state: 'failed', problem: problemOf(error) })
    }
  }
  running.delete(classId)
  await onTaken()
}

export const clearHandIns = (classId: string): void => put(classId, [])

const waiting = (classId: string) => itemsOf(classId).find(({ state }) => state === 'waiting')

/** The chains in all files taken. */
export const chainsOf = (items: readonly HandInItem[]): string[] => [
  ...new Set(items.flatMap(({ report }) => report?.people.map(({ chain }) => chain) ?? [])),
]

/** One receipts file for all files taken, each line once. */
export function receiptsOf(items: readonly HandInItem[]): string {
  const lines = new Set(items.flatMap(({ report }) => report?.receipts.split('\n').filter((line) => line !== '') ?? []))
  return [...lines].map((line) => `${line}\n`).join('')
}
