import type { Policy } from '../../../../shared/study/policy'
import { Icon } from '../../parts/icon'
import { State } from '../../parts/state'
import { policyKey } from './class-draft'
import { words } from './words'

/** The dated rule sets, each with where it comes from and whether the bureau confirmed it. */
export function PolicyChoice({
  policies,
  value,
  error,
  onChange,
}: {
  policies: Policy[]
  value: string
  error?: string | undefined
  onChange: (value: string) => void
}) {
  return (
    <fieldset class="field">
      <legend class="hidden-visually">{words.policy}</legend>
      {policies.map((policy) => (
        <label class="choice" key={policyKey(policy)}>
          <input
            type="radio"
            name="policy"
            value={policyKey(policy)}
            checked={policyKey(policy) === value}
            onChange={() => onChange(policyKey(policy))}
          />
          <span>
            <span class="row">
              {policy.title}
              <PolicyStatus policy={policy} />
            </span>
            <span class="quiet small">
              {words.policyFrom(policy.from)} · {words.minutes(policy.minutesPerHour)} ·{' '}
              {words.rate(String(policy.maxRate / 1000))} · {words.source}：{policy.source}
            </span>
          </span>
        </label>
      ))}
      {error && (
        <p class="error">
          <Icon name="wrong" />
          {error}
        </p>
      )}
    </fieldset>
  )
}

export function PolicyStatus({ policy }: { policy: Policy }) {
  return policy.status === 'confirmed' ? (
    <State is="counted">{words.confirmed}</State>
  ) : (
    <State is="attention">{words.toBeConfirmed}</State>
  )
}
