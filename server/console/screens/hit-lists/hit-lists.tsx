import { roster } from '../../client/roster'
import { OutsideLists } from '../outside-lists/outside-lists'
import { RosterRulesForm } from './roster-rules'
import { words } from './words'

/** Lists that rosters are compared with, and what else rosters are checked by. */
export function HitLists() {
  return (
    <div class="stack-wide">
      <OutsideLists
        id="hit-lists"
        words={words}
        load={async () => (await roster.hitLists()).map(({ people, ...list }) => ({ ...list, count: people }))}
        add={async (file, about) => {
          const { people, ...made } = await roster.addHitList(file, about)
          return { ...made, count: people }
        }}
        remove={roster.removeHitList}
      />
      <RosterRulesForm />
    </div>
  )
}
