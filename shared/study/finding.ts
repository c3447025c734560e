/**
 * What a check found (待核实事项), with the records that show it: never a verdict. `note`: worth knowing. `check`: somebody
 * should look. `serious`: two things in the record cannot both be true.
 */
export interface Found {
  code: FindingKind
  seat?: string
  /** Where several people are concerned. */
  seats?: readonly string[]
  /** Plain Chinese: what, where, since when, in figures. */
  detail: string
  /** The entries that show it. */
  entries: readonly { chain: string; seq: number }[]
}

export type Severity = 'note' | 'check' | 'serious'

export const findingKinds = {
  'offline-too-long': { label: '离线时间过长', severity: 'check' },
} as const satisfies Record<string, { label: string; severity: Severity }>

export type FindingKind = keyof typeof findingKinds
