import { roster } from '../../client/roster'
import { isBureau } from '../../client/session'
import { listWords } from '../bureau-findings/list-words'
import { YearLimits } from '../bureau-findings/year-limits'
import { OutsideLists } from '../outside-lists/outside-lists'
import { RosterRulesForm } from './roster-rules'
import { words } from './words'

/** Lists that rosters are compared with, and what else rosters are checked by. */
export function HitLists() {
  return (
    <div class="stack-wide">
      <OutsideLists
        id="hit-lists"
        words={isBureau() ? listWords() : words}
        load={async () => (await roster.hitLists()).map(({ people, ...list }) => ({ ...list, count: people }))}
        add={async (file, about, columns) => {
          const { people, ...made } = await roster.addHitList(file, { ...about, columns: [...columns] })
          return { ...made, count: people }
        }}
        check={async (file, about, columns) => {
          const { people, tables } = await roster.addHitList(file, { ...about, columns: [...columns], dry: '1' })
          return { count: people, tables }
        }}
        remove={roster.removeHitList}
      />
      {isBureau() ? <YearLimits /> : <RosterRulesForm />}
    </div>
  )
}
