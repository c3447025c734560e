export interface FieldProps {
  id: string
  label: string
  help?: string
  value: string
  error?: string | undefined
  numeric?: boolean
  input(value: string): void
}

/** Label above, help under, the error beside it in words. */
export function Field({ id, label, help, value, error, numeric, input }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        value={value}
        autocomplete="off"
        spellcheck={false}
        inputMode={numeric ? 'numeric' : 'text'}
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-error` : help ? `${id}-help` : undefined}
        onInput={(event) => input(event.currentTarget.value)}
      />
      {help && (
        <p class="quiet" id={`${id}-help`}>
          {help}
        </p>
      )}
      {error && (
        <p class="note wrong" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
