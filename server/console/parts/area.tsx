import { Field } from './field'

interface Props {
  label: string
  help?: string
  error?: string | undefined
  optional?: boolean
  value: string
  rows?: number
  maxLength: number
  onChange: (value: string) => void
}

/** A text of several lines. */
export function TextArea({ value, rows = 3, maxLength, onChange, ...around }: Props) {
  return (
    <Field {...around}>
      {(wiring) => (
        <textarea
          {...wiring}
          class="input"
          rows={rows}
          maxLength={maxLength}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** Lines of a text, none of them empty; and back. */
export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')
