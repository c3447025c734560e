import { claims } from '../../client/claims'
import { OutsideLists } from '../outside-lists/outside-lists'
import { words } from './words'

/** Lists of trainings that other bodies paid for; claims are checked against them. */
export function Benefits() {
  return (
    <OutsideLists
      id="benefit-lists"
      words={words}
      load={async () => (await claims.benefitLists()).map(({ rows, ...list }) => ({ ...list, count: rows }))}
      add={async (file, about) => {
        const { rows, ...made } = await claims.addBenefitList(file, about)
        return { ...made, count: rows }
      }}
      remove={claims.removeBenefitList}
    />
  )
}
