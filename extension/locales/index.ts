import { readsChinese } from './chinese'
import { en } from './en'
import { zhCN } from './zh-CN'

export type Words = typeof zhCN

/** One of two tables of the same shape. */
export const pick = <T>(zh: T, english: T): T => (readsChinese() ? zh : english)

export const words: Words = pick(zhCN, en)
