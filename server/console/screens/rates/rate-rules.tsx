import { TextField } from '../../parts/field'
import type { RateDraft } from './draft'
import { words } from './words'

export interface Editing {
  draft: RateDraft
  edit: (change: Partial<RateDraft>) => void
}

const MONEY = /^\d{1,6}(\.\d{1,2})?$/
export const wrongMoney = (text: string) => (text.trim() === '' || MONEY.test(text.trim()) ? undefined : words.badMoney)
const wrongNumber = (text: string) =>
  text.trim() === '' || /^\d{1,4}(\.\d)?$/.test(text.trim()) ? undefined : words.badNumber

export function Check({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label class="choice">
      <input type="checkbox" checked={on} onChange={() => onChange(!on)} />
      <span>{label}</span>
    </label>
  )
}

/** What an amount is held to: share online, caps, conditions, how often. */
export function Rules({ draft, edit }: Editing) {
  const cap = (per: keyof RateDraft['caps'], label: string) => (
    <TextField
      optional
      inputMode="decimal"
      label={label}
      value={draft.caps[per]}
      error={wrongMoney(draft.caps[per])}
      onChange={(value) => edit({ caps: { ...draft.caps, [per]: value } })}
    />
  )
  return (
    <>
      <TextField
        short
        optional
        inputMode="decimal"
        label={words.online}
        help={words.onlineHelp}
        value={draft.online}
        error={wrongNumber(draft.online)}
        onChange={(online) => edit({ online })}
      />
      <fieldset class="field">
        <legend>{words.caps}</legend>
        <div class="pair">
          {cap('year', words.capYear)}
          {cap('project', words.capProject)}
        </div>
        <div class="pair">
          {cap('person', words.capPerson)}
          {cap('hour', words.capHour)}
        </div>
      </fieldset>
      <fieldset class="field">
        <legend>{words.conditions}</legend>
        <Check label={words.completed} on={draft.completed} onChange={(completed) => edit({ completed })} />
        <Check label={words.passed} on={draft.passed} onChange={(passed) => edit({ passed })} />
        <Check label={words.certificate} on={draft.certificate} onChange={(certificate) => edit({ certificate })} />
        <TextField
          short
          optional
          inputMode="decimal"
          label={words.leastHours}
          value={draft.leastHours}
          error={wrongNumber(draft.leastHours)}
          onChange={(leastHours) => edit({ leastHours })}
        />
      </fieldset>
      <fieldset class="field">
        <legend>{words.limits}</legend>
        <TextField
          short
          optional
          inputMode="numeric"
          label={words.times}
          value={draft.times}
          error={wrongNumber(draft.times)}
          onChange={(times) => edit({ times })}
        />
        <Check
          label={words.sameLevelOnce}
          on={draft.sameLevelOnce}
          onChange={(sameLevelOnce) => edit({ sameLevelOnce })}
        />
        <Check
          label={words.higherBlocksLower}
          on={draft.higherBlocksLower}
          onChange={(higherBlocksLower) => edit({ higherBlocksLower })}
        />
        <Check label={words.oneAtATime} on={draft.oneAtATime} onChange={(oneAtATime) => edit({ oneAtATime })} />
      </fieldset>
    </>
  )
}
