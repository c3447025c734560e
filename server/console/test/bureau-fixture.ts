import type { Me } from '../../../shared/api'
import { me } from './data'
import type { FixtureState } from './fixture'

/** A bureau's administrator; `before: asBureau` on a screen shows it as the bureau sees it. */
export const bureauMe: Me = {
  ...me,
  organisation: { ...me.organisation, id: 'bureau-1', kind: 'bureau', name: '绥化市人力资源和社会保障局' },
}
export const asBureau = (state: FixtureState): void => void Object.assign(state, { me: bureauMe })
