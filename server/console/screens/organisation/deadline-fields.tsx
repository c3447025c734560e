import type { SaveOrganisation } from '../../../../shared/api/plans'
import { type DeadlineRule, deadlineRules } from '../../../../shared/plan/deadlines'
import { TextField } from '../../parts/field'
import { words } from './words'

type Deadlines = SaveOrganisation['deadlines']

interface Props {
  kind: 'enterprise' | 'institution'
  value: Deadlines
  onChange: (value: Deadlines) => void
}

/** The terms as the organisation's own bureau says them; empty ones stay those of other places. */
export function DeadlineFields({ kind, value, onChange }: Props) {
  return (
    <section class="card stack" aria-labelledby="local-deadlines">
      <h2 id="local-deadlines">{words.deadlines}</h2>
      <p class="quiet">{words.deadlinesLead}</p>
      {deadlineRules.map((rule) => (
        <Fields key={rule.id} rule={rule} kind={kind} value={value} onChange={onChange} />
      ))}
    </section>
  )
}

function Fields({ rule, kind, value, onChange }: Props & { rule: DeadlineRule }) {
  const own = value[rule.id]
  const put = (amount: string, source: string) => {
    const { [rule.id]: _, ...others } = value
    onChange(/^\d{1,3}$/.test(amount) ? { ...others, [rule.id]: { amount: Number(amount), source } } : others)
  }
  const when = `${words.anchors[rule.anchor]}${rule.amount < 0 ? words.before : words.after}`
  return (
    <fieldset class="stack-tight">
      <legend class="label">
        {rule.title[kind]}（{when}）
      </legend>
      <p class="quiet small">{words.defaultOf(rule.source)}</p>
      <div class="pair">
        <TextField
          label={words.amount(words.units[rule.unit])}
          optional
          inputMode="decimal"
          value={own ? String(own.amount) : ''}
          maxLength={3}
          onChange={(amount) => put(amount.trim(), own?.source ?? '')}
        />
        {own && (
          <TextField
            label={words.source}
            optional
            value={own.source}
            maxLength={200}
            onChange={(source) => put(String(own.amount), source)}
          />
        )}
      </div>
    </fieldset>
  )
}
