import type { Policy } from '../policy'
import aq8011 from './aq-8011-2023@1.json'
import guangdong from './guangdong-2020@1.json'
import jilinJunior from './jilin-2020-junior@1.json'
import jilinMiddle from './jilin-2020-middle@1.json'
import jilinSenior from './jilin-2020-senior@1.json'
import liaoning from './liaoning-2023@1.json'
import shanghai from './shanghai-2020@1.json'
import shanxi from './shanxi-2020@1.json'
import suihua1 from './suihua-2020-31@1.json'
import suihua2 from './suihua-2020-31@2.json'
import wenzhou from './wenzhou-2020@1.json'
import wuhan from './wuhan-2020@1.json'
import yunnan from './yunnan-2020@1.json'

/** What a class is opened with unless somebody chooses: 绥化, 2020-31号. */
export const defaultPolicy = asPolicy(suihua2)

/** The default of the first release, frozen into the plans of that time. */
export const firstDefaultPolicy = asPolicy(suihua1)

/** Every built-in set: the default first, its earlier version, then other places'. Checked with the schema by a test. */
export const policies: readonly Policy[] = [
  defaultPolicy,
  firstDefaultPolicy,
  ...[
    ...[shanghai, wuhan, jilinJunior, jilinMiddle, jilinSenior, liaoning],
    ...[yunnan, guangdong, wenzhou, shanxi, aq8011],
  ].map(asPolicy),
]

/** A policy's name where one is chosen: `suihua-2020-31@2`. */
export const policyKey = ({ id, version }: Pick<Policy, 'id' | 'version'>): string => `${id}@${version}`

/** The newest version of each set: what a new class may be opened with. */
export const currentPolicies: readonly Policy[] = policies.filter(
  ({ id, version }) => !policies.some((other) => other.id === id && other.version > version),
)

/** TypeScript widens the words in JSON to `string`. */
function asPolicy(json: object): Policy {
  return json as Policy
}
