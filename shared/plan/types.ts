import data from './types.json'

export type PlanTypeKey = 'induction' | 'upskilling' | 'apprenticeship' | 'employment' | 'entrepreneurship'

/** A paper that must be attached before a plan of the type can be filed. */
export interface NeededPaper {
  kind: string
  name: string
  /** Absent where every plan of the type needs it. */
  optional?: boolean
}

/** A kind of training as a bureau's notice names it: who may hold it, and what its filing consists of. */
export interface PlanType {
  key: PlanTypeKey
  name: string
  kinds: readonly ('enterprise' | 'institution')[]
  /** Where the columns of its papers come from. Absent: no confirmed sheet was found, so no papers are made (暂不支持). */
  sheet?: { source: string; date: string }
  /** Why there is no sheet, in plain Chinese. */
  unsupported?: string
  papers: readonly NeededPaper[]
  /** Entrepreneurship: what may be taught. */
  modules?: readonly string[]
  source: string
  date: string
}

/** Every type, in the order of the notice. */
export const planTypes: readonly PlanType[] = data.types.map((type) => ({ ...type, ...checked(type) }))

export const planType = (key: string): PlanType | undefined => planTypes.find((type) => type.key === key)

/** TypeScript widens the words in JSON to `string`; these are the ones that must be of a closed set. */
function checked(type: { key: string; kinds: string[] }): Pick<PlanType, 'key' | 'kinds'> {
  const key = (['induction', 'upskilling', 'apprenticeship', 'employment', 'entrepreneurship'] as const).find(
    (one) => one === type.key,
  )
  const kinds = (['enterprise', 'institution'] as const).filter((one) => type.kinds.includes(one))
  if (!key || kinds.length !== type.kinds.length) throw new Error(`unknown plan type: ${type.key}`)
  return { key, kinds }
}
