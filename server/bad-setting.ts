/** A setting that can't be used: says which, in Chinese and English. */
export class BadSetting extends Error {
  override name = 'BadSetting'
}
