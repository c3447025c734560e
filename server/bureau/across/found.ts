import type { Queries, Store } from '../../db/store'
import type { ReceivedClaim, ReceivedPerson } from '../bureau'
import type { AcrossKind } from './kinds'

export interface EntryAt {
  package: string
  chain: string
  seq: number
}

/** What a check found. */
export interface Found {
  code: AcrossKind
  /** Tells several of one kind in a claim apart, and stays when the claim is checked again. */
  key: string
  detail: string
  /** Ids of bureau_person rows of the claim. */
  people: readonly string[]
  records: readonly EntryAt[]
  /** The claim it is held against. */
  other?: string
}

/** A claim under check, with its people and its place in the order of claims. */
export interface Checked {
  q: Queries
  t: Store['t']
  claim: ReceivedClaim
  people: readonly ReceivedPerson[]
  /** None where it is not in the index yet: it is then later than all others. */
  reading: number | undefined
}

/** Another claim in its current version, as findings name it. */
export interface Other {
  id: string
  number: string
  firm: string
  firmName: string
  source: string
  /** Its place in the order of claims; 0 where it is not in the index. */
  reading: number
  package: string | null
}

export type Check = (checked: Checked) => Promise<Found[]>

/** A finding names so many entries; the sentence gives the whole count. */
export const SHOWN = 20

/** 受理〔2026〕2号（示范学校） */
export const named = ({ number, firmName }: Pick<Other, 'number' | 'firmName'>): string => `${number}（${firmName}）`

/** Whether the other claim came before: of two that speak against each other, the later one is asked. */
export const isBefore = (other: number, { reading }: Pick<Checked, 'reading'>): boolean =>
  other < (reading ?? Number.MAX_SAFE_INTEGER)
