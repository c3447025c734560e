import type { OrganisationAnswer, SaveOrganisation } from '../../../../shared/api/plans'
import { type DeadlineRule, deadlineRules } from '../../../../shared/plan/deadlines'
import { TextField } from '../../parts/field'
import { words } from './words'

/** What a bureau sets itself by: 备案 and 开班申请 are answered within it. */
const ANSWER = 'answer'

type Deadlines = SaveOrganisation['deadlines']

interface Props {
  kind: OrganisationAnswer['kind']
  value: Deadlines
  onChange: (value: Deadlines) => void
}

/** The terms as the organisation's own bureau says them, or at a bureau its own; empty ones stay those of other places. */
export function DeadlineFields({ kind, value, onChange }: Props) {
  const bureau = kind === 'bureau'
  return (
    <section class="card stack" aria-labelledby="local-deadlines">
      <h2 id="local-deadlines">{words.deadlines}</h2>
      <p class="quiet">{bureau ? words.deadlinesBureau : words.deadlinesLead}</p>
      {deadlineRules
        .filter(({ id }) => !bureau || id === ANSWER)
        .map((rule) => (
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
  const when =
    kind === 'bureau' ? words.received : `${words.anchors[rule.anchor]}${rule.amount < 0 ? words.before : words.after}`
  return (
    <fieldset class="stack-tight">
      <legend class="label">
        {kind === 'bureau' ? words.answer : rule.title[kind]}（{when}）
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
