import { useState } from 'preact/hooks'
import type { RuleList } from '../../../../shared/api'
import { fromBase64url, fromUtf8 } from '../../../../shared/crypto'
import type { SiteRule } from '../../../../shared/site/rule'
import { readRules } from '../../../../shared/site/schema'
import { useAct } from '../../client/act'
import { api } from '../../client/api'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Drop } from '../../parts/drop'
import { Empty, Loading, Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { Scroll } from '../../parts/scroll'
import { Offered } from './offered'
import { words } from './words'

/** The organisation's own site rules: what is in force, and what the workbench or a file offers to be published. */
export function Rules() {
  const { data, problem, refresh } = useLoad(api.rules, 'rules')
  const [offered, setOffered] = useState<SiteRule | undefined>(fromAddress)
  const [broken, setBroken] = useState(false)
  const take = async ([file]: File[]) => {
    const rule = readRule((await file?.text()) ?? '')
    setBroken(!rule)
    setOffered(rule)
  }
  const published = async (id: string) => {
    history.replaceState(null, '', '/rules')
    setOffered(undefined)
    announce(words.published(id))
    await refresh()
  }
  return (
    <div class="stack-wide">
      <Heading title={words.title}>
        {data && data.version > 0 && <span class="quiet">{words.set(data.version)}</span>}
      </Heading>
      <p class="prose">{words.lead}</p>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data && offered && mayWrite() && (
        <Offered rule={offered} list={data} published={published} discard={() => setOffered(undefined)} />
      )}
      {data?.rules.length === 0 && (
        <Empty title={words.empty}>
          <p class="prose">{words.how}</p>
        </Empty>
      )}
      {data && data.rules.length > 0 && <List list={data} changed={refresh} />}
      {mayWrite() && <Drop hint={words.drop} accept=".json" onFiles={(files) => void take(files)} />}
      {broken && <Note is="wrong">{words.broken}</Note>}
    </div>
  )
}

/** The workbench opens this page with a rule in the fragment, which never reaches a server. */
function fromAddress(): SiteRule | undefined {
  try {
    return readRule(fromUtf8(fromBase64url(location.hash.slice(1))))
  } catch {
    return undefined
  }
}

const readRule = (text: string): SiteRule | undefined => readRules([text])[0]

function List({ list, changed }: { list: RuleList; changed: () => Promise<void> }) {
  return (
    <div class="table-frame">
      <Scroll label={words.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.id}</th>
              <th scope="col">{words.hosts}</th>
              <th scope="col" class="number">
                {words.version}
              </th>
              <th scope="col">{words.hash}</th>
              <th scope="col">{words.text}</th>
              {mayWrite() && <th scope="col">{words.withdraw}</th>}
            </tr>
          </thead>
          <tbody>
            {list.rules.map((rule) => (
              <Row key={rule.id} rule={rule} changed={changed} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

function Row({ rule, changed }: { rule: RuleList['rules'][number]; changed: () => Promise<void> }) {
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const withdraw = () =>
    void act.run(async () => {
      await api.withdrawRule(rule.id)
      setAsking(false)
      announce(words.withdrawn(rule.id))
      await changed()
    })
  return (
    <tr>
      <th scope="row">
        {rule.id} {rule.replaces !== undefined && <span class="quiet small">{words.replaces(rule.replaces)}</span>}
      </th>
      <td>{rule.hosts.join(' ')}</td>
      <td class="number">{rule.version}</td>
      <td class="mono" title={rule.hash}>
        {rule.hash.slice(0, 12)}
      </td>
      <td>
        <details>
          <summary>{words.text}</summary>
          <pre class="small">{JSON.stringify(JSON.parse(rule.text), null, 2)}</pre>
        </details>
      </td>
      {mayWrite() && (
        <td>
          <Button kind="small" onClick={() => setAsking(true)}>
            {words.withdraw}
          </Button>
          {asking && (
            <Confirm
              title={words.withdrawTitle}
              action={words.withdraw}
              act={act}
              onConfirm={withdraw}
              onClose={() => setAsking(false)}
            >
              <p>{words.withdrawLead(rule.id)}</p>
            </Confirm>
          )}
        </td>
      )}
    </tr>
  )
}
