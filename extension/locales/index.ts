import { en } from './en'
import { zhCN } from './zh-CN'

export type Words = typeof zhCN

/** Chinese unless the browser speaks English and no Chinese. */
export const words: Words =
  navigator.languages.some((language) => language.startsWith('zh')) || !navigator.language.startsWith('en') ? zhCN : en
