import type { Value, Values } from './value'

const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g

/** The names between braces, in order. */
export const namesIn = (words: string): string[] => [...words.matchAll(PLACEHOLDER)].map(([, name = '']) => name)

/** Words with their placeholders filled in. Words that are one placeholder and nothing else keep its number. */
export function fillWords(words: string, find: (name: string) => Value): Value {
  const [only] = namesIn(words)
  if (only !== undefined && /^\{\{[^{}]+\}\}$/.test(words.trim())) return find(only)
  return { text: words.replaceAll(PLACEHOLDER, (_, name: string) => find(name).text) }
}

/** Looks up a name among single values, and among those of the row where there is one. Throws RangeError. */
export const lookUp =
  ({ fields }: Pick<Values, 'fields'>, row: Readonly<Record<string, Value>> = {}) =>
  (name: string): Value => {
    const value = row[name] ?? fields[name]
    if (!value) throw new RangeError(`no value is called ${name}`)
    return value
  }
