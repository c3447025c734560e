import type { Facts } from './facts'
import type { Policy } from './policy'

/** What the policy's version of credit looks at: version 1 knows nothing of what came later, whatever stands there. */
export function asReleased(policy: Policy, facts: Facts): { policy: Policy; facts: Facts } {
  if (policy.credit === 2) return { policy, facts }
  const { id, version, credit, title, region, source, status, from, passMark } = policy
  const { minutesPerHour, maxRate, pictureInPicture, maxGap, maxDrift, maxOffline, media } = policy
  return {
    policy: {
      ...{ id, version, credit, title, region, source, status, from },
      ...{ minutesPerHour, maxRate, pictureInPicture, maxGap, maxDrift, maxOffline, media },
      ...(passMark !== undefined && { passMark }),
    },
    facts: { ...ofFirst(facts), devices: [], corrections: [], imported: [] },
  }
}

/** Without what facts know since version 3. */
const ofFirst = ({ attended: _, results: __, certificates: ___, ...rest }: Facts): Facts => rest
