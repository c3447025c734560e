import type { TakenBefore } from '../taken'

/** What is known of a class beside what its papers show. */
export interface AroundClass {
  /** Open 待核实事项 by seat, those of the whole class not among them; and all of them. */
  findings: ReadonlyMap<string, number>
  allFindings: number
  /** 复核申请 without an answer. */
  appeals: number
  /** 名册变更 that the bureau was not told of. */
  notices: number
  /** Receipts that are not sealed yet. */
  unsealed: number
  /** Whether the package key is the one the filing names; absent where nothing was filed here. */
  keyKnown?: boolean
}

/** What is known of a scan that came back. */
export interface KnownScan {
  form: string
  seat?: string
  dataHash: string
}

/** What the papers of a claim are compared with. */
export interface Around {
  classes: ReadonlyMap<string, AroundClass>
  /** By person: what other claims and lists have of them. */
  taken: ReadonlyMap<string, readonly TakenBefore[]>
  /** By seat: the numbers of other living claims that ask for the same training. */
  claimed: ReadonlyMap<string, readonly string[]>
  /** By seat: what of 签到 / 学习 / 答疑 / 测试 is neither complete nor excepted by the plan, in words. */
  columns: ReadonlyMap<string, string>
  /** The newest of each form, and of each trainee's agreement. */
  scans: readonly KnownScan[]
}
