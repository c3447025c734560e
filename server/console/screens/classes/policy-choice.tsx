import { policyKey } from '../../../../shared/study/policies'
import type { Policy } from '../../../../shared/study/policy'
import { Icon } from '../../parts/icon'
import { State } from '../../parts/state'
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
  const [first, ...others] = policies
  const choice = (policy: Policy) => (
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
  )
  return (
    <fieldset class="field">
      <legend class="hidden-visually">{words.policy}</legend>
      {first && choice(first)}
      {others.length > 0 && (
        <details open={others.some((policy) => policyKey(policy) === value)}>
          <summary>{words.otherPolicies(others.length)}</summary>
          {others.map(choice)}
        </details>
      )}
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
