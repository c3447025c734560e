import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { common } from '../words/common'
import { Icon } from './icon'

interface Around {
  label: string
  help?: string | undefined
  error?: string | undefined
  warning?: string | undefined
  /** `unsaid`: nobody expects a filter to be filled in. */
  optional?: boolean | 'unsaid'
}
interface Wiring {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: 'true'
  'aria-required'?: 'true'
}

/** Label above, help under it, what is wrong beside the field in words. */
export function Field({
  label,
  help,
  error,
  warning,
  optional,
  children,
}: Around & { children: (wiring: Wiring) => ComponentChildren }) {
  const id = useId()
  const described = [help && `${id}-help`, warning && `${id}-warning`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional === true && <span class="quiet">{common.optional}</span>}
      </label>
      {children({
        id,
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': 'true' as const }),
        ...(!optional && { 'aria-required': 'true' as const }),
      })}
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {warning && (
        <p class="warning" id={`${id}-warning`}>
          {warning}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          <Icon name="wrong" />
          {error}
        </p>
      )}
    </div>
  )
}

type TextProps = Around & {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'password' | 'date'
  autocomplete?: string
  maxLength?: number
  inputMode?: 'text' | 'decimal' | 'numeric'
  short?: boolean
}

export function TextField({
  value,
  onChange,
  type = 'text',
  autocomplete = 'off',
  maxLength,
  inputMode,
  short,
  ...around
}: TextProps) {
  return (
    <Field {...around}>
      {(wiring) => {
        const own = {
          ...wiring,
          class: `input${short ? ' input-short' : ''}`,
          value,
          autocomplete,
          onInput: (event: { currentTarget: HTMLInputElement }) => onChange(event.currentTarget.value),
          ...(maxLength !== undefined && { maxLength }),
        }
        if (type === 'date') return <input {...own} type="date" />
        if (type === 'password') return <input {...own} type="password" />
        return <input {...own} type="text" inputMode={inputMode} />
      }}
    </Field>
  )
}

export function SelectField({
  value,
  onChange,
  options,
  ...around
}: Around & {
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string }[]
}) {
  return (
    <Field {...around}>
      {(wiring) => (
        <select {...wiring} class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Several choices, one of which holds. */
export function Choices({
  legend,
  name,
  value,
  onChange,
  options,
}: {
  legend: string
  name: string
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string; help?: string }[]
}) {
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label class="choice" key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            {option.help && <span class="quiet small"> {option.help}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
