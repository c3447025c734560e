export type Locale = 'zh-CN' | 'en'

const KEY = 'xueji-locale'

function stored(): Locale {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN'
  }
}

/** The language of this page; Chinese unless the person chose otherwise. Fixed until the page loads again. */
export const locale: Locale = stored()

/** Keeps the choice and loads the page anew in it; drafts are in storage, so nothing typed is lost. */
export function chooseLocale(next: Locale): void {
  localStorage.setItem(KEY, next)
  location.reload()
}

/** One message table in the page's language. Both languages have the same keys, or it does not compile. */
export const pick = <T>(table: { 'zh-CN': T; en: NoInfer<T> }): T => table[locale]
