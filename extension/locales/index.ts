import { en } from './en'
import { zhCN } from './zh-CN'

export type Words = typeof zhCN

/** Chinese unless the browser speaks English and no Chinese. */
const chinese =
  navigator.languages.some((language) => language.startsWith('zh')) || !navigator.language.startsWith('en')

/** One of two tables of the same shape. */
export const pick = <T>(zh: T, english: T): T => (chinese ? zh : english)

export const words: Words = pick(zhCN, en)
