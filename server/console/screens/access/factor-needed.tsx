import { api } from '../../client/api'
import { enter, leave } from '../../client/session'
import { Button } from '../../parts/button'
import { Door } from '../../parts/door'
import { Heading } from '../../parts/page'
import { common } from '../../words/common'
import { FactorSetUp } from './factor-set-up'
import { ownWords as words } from './own-words'

/** Stands before the console while the organisation asks everybody for an authenticator and this member has none. */
export function FactorNeeded() {
  return (
    <Door>
      <div class="card stack">
        <Heading title={words.needed} />
        <p>{words.neededLead}</p>
        <FactorSetUp done={() => void api.me().then(enter)} />
      </div>
      <div class="row">
        <Button kind="link" onClick={() => void leave()}>
          {common.signOut}
        </Button>
      </div>
    </Door>
  )
}
