import type { ComponentChildren } from 'preact'
import { Button } from './button'

/** An id for a new row: letters and digits, unlike any other of the form. */
export const newRowId = (): string => `r${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`

interface Props<T extends { id: string }> {
  rows: readonly T[]
  name: (n: number) => string
  remove: (what: string) => string
  add: string
  fresh: () => T
  onChange: (rows: T[]) => void
  children: (row: T, put: (change: Partial<T>) => void) => ComponentChildren
}

/** Blocks of fields, one a row, to add and to remove. */
export function Rows<T extends { id: string }>({ rows, name, remove, add, fresh, onChange, children }: Props<T>) {
  return (
    <>
      {rows.map((row, i) => (
        <fieldset class="course stack" key={row.id}>
          <legend class="label">{name(i + 1)}</legend>
          {children(row, (change) => onChange(rows.map((one) => (one.id === row.id ? { ...one, ...change } : one))))}
          <div class="row">
            <Button kind="small" onClick={() => onChange(rows.filter((one) => one.id !== row.id))}>
              {remove(name(i + 1))}
            </Button>
          </div>
        </fieldset>
      ))}
      <div class="row">
        <Button onClick={() => onChange([...rows, fresh()])}>{add}</Button>
      </div>
    </>
  )
}

/** A yes or no with its words. */
export function Check({
  label,
  checked,
  onChange,
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  return (
    <label class="choice">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  )
}

/** Any number of choices. */
export function Checks<T extends string>({
  legend,
  all,
  chosen,
  onChange,
}: {
  legend: string
  all: readonly { value: T; label: string }[]
  chosen: readonly T[]
  onChange: (chosen: T[]) => void
}) {
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      {all.map(({ value, label }) => (
        <Check
          key={value}
          label={label}
          checked={chosen.includes(value)}
          onChange={(on) =>
            onChange(all.flatMap((one) => ((one.value === value ? on : chosen.includes(one.value)) ? [one.value] : [])))
          }
        />
      ))}
    </fieldset>
  )
}
