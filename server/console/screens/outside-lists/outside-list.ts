import type { Place } from '../class/places-table'

/** A list that another body gave: rosters or claims are compared with it by blind indexes of ID numbers. */
export interface OutsideList {
  id: string
  name: string
  source: string
  day: string
  /** People, or trainings, in it. */
  count: number
  /** Of them in the organisation's own rosters. */
  matches: number
  by: string
  at: number
  removedAt?: number | undefined
}

/** What became of a file. */
export interface AddedList {
  count: number
  matches: number
  skipped: Place[]
}

export interface AboutList {
  name: string
  source: string
  day: string
}

/** Which column of which table holds the ID numbers. */
export interface ChosenColumn {
  sheet: string
  column: number
}

/** What a file would give, and by which columns. */
export interface CheckedList {
  count: number
  tables: readonly {
    sheet: string
    columns: readonly { column: number; letter: string; heading: string; sample: readonly string[] }[]
    /** The column of ID numbers, where one is known. */
    id?: number | undefined
  }[]
}

/** What screens say of one kind of list. */
export interface ListWords {
  title: string
  lead: string
  none: string
  noneLead: string
  add: string
  name: string
  nameHelp: string
  source: string
  sourceHelp: string
  day: string
  file: string
  count: string
  matches: string
  by: string
  remove: string
  removeTitle: string
  added: (count: number, matches: number) => string
  skipped: (count: number) => string
  removed: (time: string) => string
  removeText: (name: string, count: number) => string
}
