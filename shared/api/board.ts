import * as v from 'valibot'

/** 签到 / 学习 / 答疑 / 测试: the four things that a class taught online has to show of everybody (notice 绥人社函〔2020〕31号 一（二）、二（二）). */
export const columnKeys = ['signIn', 'study', 'answers', 'tests'] as const
export type ColumnKey = (typeof columnKeys)[number]

/** The words of screens and papers. */
export const columnWords: Readonly<Record<ColumnKey, string>> = {
  signIn: '签到',
  study: '学习',
  answers: '答疑',
  tests: '测试',
}

/** `part`: begun, not whole. `excepted`: the plan names why nobody needs it. */
export const columnStates = ['complete', 'part', 'none', 'excepted'] as const
export const columnState = v.object({
  state: v.picklist(columnStates),
  /** What is there and what is not, one sentence in Chinese. */
  said: v.string(),
})
export type ColumnState = v.InferOutput<typeof columnState>

export const fourColumns = v.object({
  signIn: columnState,
  study: columnState,
  answers: columnState,
  tests: columnState,
})
export type FourColumns = v.InferOutput<typeof fourColumns>

/** The columns that are neither complete nor excepted, in their order. */
export const openColumns = (columns: FourColumns): ColumnKey[] =>
  columnKeys.filter((key) => columns[key].state === 'part' || columns[key].state === 'none')
