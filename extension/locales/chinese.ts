/** Chinese unless the browser speaks English and no Chinese. */
export const readsChinese = (): boolean =>
  navigator.languages.some((language) => language.startsWith('zh')) || !navigator.language.startsWith('en')
