import type { SeatDetail } from '../../../../shared/api'
import { State } from '../../parts/state'
import { words } from './words'

/** 平台账号 of the roster, masked, and whether the pages of this person's views showed it. */
export function Account({ accounts, learner }: Pick<SeatDetail, 'accounts' | 'learner'>) {
  return (
    <>
      <p>
        {accounts.length === 0
          ? words.noAccount
          : accounts.map(({ site, masked }) => (site === undefined ? masked : `${site} ${masked}`)).join('；')}
      </p>
      <p>
        <Seen learner={learner} />
      </p>
    </>
  )
}

function Seen({ learner: { match, mismatch, unknown } }: Pick<SeatDetail, 'learner'>) {
  if (mismatch > 0) return <State is="attention">{words.accountMismatch(mismatch, match + mismatch + unknown)}</State>
  if (match > 0) return <State is="counted">{words.accountMatch(match)}</State>
  return <State is="waiting">{words.accountUnknown}</State>
}
