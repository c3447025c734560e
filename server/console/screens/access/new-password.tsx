import { useState } from 'preact/hooks'
import { TextField } from '../../parts/field'
import { words as entryWords } from '../entry/words'
import { ownWords as words } from './own-words'

/** As the server asks (shared/api). */
export const MIN_PASSWORD = 10

export interface NewPassword {
  value: string
  /** Long enough, and typed the same twice. */
  good: boolean
  put(value: string): void
  again: string
  putAgain(value: string): void
}

/** A password that is chosen: typed twice. */
export function useNewPassword(): NewPassword {
  const [value, put] = useState('')
  const [again, putAgain] = useState('')
  return { value, again, good: value.length >= MIN_PASSWORD && value === again, put, putAgain }
}

export function NewPasswordFields({ password, tried }: { password: NewPassword; tried: boolean }) {
  const { value, again, put, putAgain } = password
  return (
    <>
      <TextField
        label={words.next}
        help={words.nextHelp}
        type="password"
        value={value}
        maxLength={200}
        autocomplete="new-password"
        onChange={put}
        error={tried && value.length < MIN_PASSWORD ? entryWords.passwordShort(value.length) : undefined}
      />
      <TextField
        label={words.again}
        type="password"
        value={again}
        maxLength={200}
        autocomplete="new-password"
        onChange={putAgain}
        error={tried && value !== again ? entryWords.different : undefined}
      />
    </>
  )
}
