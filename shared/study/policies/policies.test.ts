import { readdirSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { policy } from '../policy'
import { currentPolicies, defaultPolicy, firstDefaultPolicy, policies, policyKey } from '.'

const values = ({ notes: _, ...members }: (typeof policies)[number]) => Object.keys(members)
/** What names a set rather than rules by it. */
const NAMES = ['id', 'version', 'credit', 'title', 'region', 'source', 'status', 'from']

describe('the built-in policies', () => {
  it.each(policies.map((one) => [policyKey(one), one] as const))('%s follows the schema', (_, one) => {
    expect(v.parse(policy, one)).toEqual(one)
  })

  it('are every file of the folder, each under its own name', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.json'))
    expect(policies.map((one) => `${policyKey(one)}.json`).sort()).toEqual(files.sort())
  })

  it('say of every value where it comes from, and of none that it is confirmed', () => {
    for (const one of policies.filter(({ credit }) => credit === 2)) {
      const noted = one.notes?.map(({ field }) => field) ?? []
      for (const field of values(one).filter((name) => !NAMES.includes(name)))
        expect(noted, `${policyKey(one)} ${field}`).toContain(field)
      expect(one.notes?.filter(({ status }) => status === 'confirmed')).toEqual([])
      expect(one.status).toBe('to-be-confirmed')
    }
  })

  it('hold in their first version only what version 1 of credit knows', () => {
    expect(firstDefaultPolicy.credit).toBe(1)
    expect(values(firstDefaultPolicy).sort()).toEqual(
      [...NAMES, 'minutesPerHour', 'maxRate', 'pictureInPicture', 'maxGap', 'maxDrift', 'maxOffline', 'media'].sort(),
    )
  })

  it('offer a new class the newest version of each, the default first', () => {
    expect(currentPolicies[0]).toBe(defaultPolicy)
    expect(currentPolicies).not.toContain(firstDefaultPolicy)
  })
})
