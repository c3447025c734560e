import type { ChangeReason } from '../../../../shared/api/roster'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { decisions } from '../../client/decisions'
import { Choices, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { words } from './change-words'

/** Why the roster changes and how the bureau was told, as far as it is filled in. */
export interface ReasonDraft {
  reason: string
  day: string
  told: boolean
  number: string
  noticeDay: string
  evidence?: string
}

export const emptyReason = (): ReasonDraft => ({
  reason: '',
  day: dayOf(Date.now()),
  told: false,
  number: '',
  noticeDay: dayOf(Date.now()),
})

/** What is sent; undefined while something needed is missing. */
export function reasonOf({ reason, day, told, number, noticeDay, evidence }: ReasonDraft): ChangeReason | undefined {
  if (reason.trim() === '' || day === '' || (told && (number.trim() === '' || noticeDay === ''))) return undefined
  const notice = { number: number.trim(), day: noticeDay, ...(evidence !== undefined && { evidence }) }
  return { reason: reason.trim(), day, ...(told && { notice }) }
}

interface Props {
  value: ReasonDraft
  onChange: (value: ReasonDraft) => void
  /** Somebody tried to go on: what is missing is said. */
  missing: boolean
}

export function ReasonFields({ value, onChange, missing }: Props) {
  const needed = (text: string) => (missing && text.trim() === '' ? common.required : undefined)
  return (
    <>
      <TextField
        label={words.reason}
        help={words.reasonHelp}
        maxLength={300}
        value={value.reason}
        error={needed(value.reason)}
        onChange={(reason) => onChange({ ...value, reason })}
      />
      <TextField
        type="date"
        short
        label={words.day}
        help={words.dayHelp}
        value={value.day}
        error={needed(value.day)}
        onChange={(day) => onChange({ ...value, day })}
      />
      <Choices
        legend={words.told}
        name="told"
        value={value.told ? 'yes' : 'no'}
        onChange={(told) => onChange({ ...value, told: told === 'yes' })}
        options={[
          { value: 'no', label: words.toldNo, help: words.toldNoHelp },
          { value: 'yes', label: words.toldYes },
        ]}
      />
      {value.told && <NoticeFields value={value} onChange={onChange} missing={missing} />}
    </>
  )
}

/** Under which number, when, and with which paper the bureau was told. */
export function NoticeFields({ value, onChange, missing }: Props) {
  const act = useAct()
  const attach = (file: File | undefined) =>
    file &&
    void act.run(async () => {
      const hash = await decisions.evidence(file)
      onChange({ ...value, evidence: hash })
    })
  return (
    <>
      <TextField
        label={words.noticeNumber}
        maxLength={100}
        value={value.number}
        error={missing && value.number.trim() === '' ? common.required : undefined}
        onChange={(number) => onChange({ ...value, number })}
      />
      <TextField
        type="date"
        short
        label={words.noticeDay}
        value={value.noticeDay}
        onChange={(noticeDay) => onChange({ ...value, noticeDay })}
      />
      <label class="field">
        <span class="label">{words.evidence}</span>
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp,application/pdf"
          onChange={(event) => attach(event.currentTarget.files?.[0])}
        />
        {value.evidence !== undefined && <span class="small">{words.attached}</span>}
      </label>
      {act.problem && <ProblemNote problem={act.problem} />}
    </>
  )
}
