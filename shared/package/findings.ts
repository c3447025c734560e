import type { Severity } from '../study/finding'

/** 疑点: what the rules find in a package's own chains. None of it is an error, and none changes the verdict. */
export interface PackedFinding {
  /** Of a claim: which class. */
  class?: string | undefined
  /** Its id: two classes of a claim may have one name. */
  classId?: string | undefined
  code: string
  label: string
  severity: Severity
  /** Numbers of the people it is about. */
  numbers: string[]
  detail: string
  /** What an honest cause may be. */
  cause: string
  entries: { chain: string; seq: number }[]
}
