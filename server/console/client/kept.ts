import { useState } from 'preact/hooks'
import * as v from 'valibot'

/** Reads what was kept under a name; undefined when it is absent or no longer fits. */
export function readKept<S extends v.GenericSchema>(name: string, schema: S): v.InferOutput<S> | undefined {
  try {
    const kept = v.safeParse(schema, JSON.parse(localStorage.getItem(name) ?? ''))
    return kept.success ? kept.output : undefined
  } catch {
    return undefined
  }
}

/** State that outlives the page: drafts and habits. Nothing secret goes in here. */
export function useKept<S extends v.GenericSchema>(name: string, schema: S, first: v.InferOutput<S>) {
  const [value, setValue] = useState<v.InferOutput<S>>(() => readKept(name, schema) ?? first)
  const keep = (next: v.InferOutput<S>) => {
    setValue(next)
    try {
      localStorage.setItem(name, JSON.stringify(next))
    } catch {
      // A full or forbidden storage costs the draft, not the work.
    }
  }
  const forget = () => {
    localStorage.removeItem(name)
    setValue(first)
  }
  return { value, keep, forget }
}
