import type { RuleList } from '../../../../shared/api'
import type { SiteRule } from '../../../../shared/site/rule'
import { useAct } from '../../client/act'
import { api } from '../../client/api'
import { Button } from '../../parts/button'
import { Note, ProblemNote } from '../../parts/note'
import { Figure } from '../../parts/page'
import { powersOf } from './powers'
import { words } from './words'

interface Props {
  rule: SiteRule
  list: RuleList
  published: (id: string) => Promise<void>
  discard: () => void
}

/** A rule as it came, in words, before anybody is recorded by it. A rule of this id that is in force is followed by the next version. */
export function Offered({ rule, list, published, discard }: Props) {
  const act = useAct()
  const inForce = list.rules.find(({ id }) => id === rule.id)
  const next: SiteRule = { ...rule, version: Math.max(rule.version, (inForce?.version ?? 0) + 1) }
  const powers = powersOf(rule)
  const publish = () =>
    void act.run(async () => {
      await api.publishRule(JSON.stringify(next))
      await published(rule.id)
    })
  return (
    <section class="card stack" aria-label={words.publishTitle}>
      <h2>{words.publishTitle}</h2>
      <p class="prose">{words.publishLead}</p>
      <dl class="figures">
        <Figure name={words.id}>{rule.id}</Figure>
        <Figure name={words.hosts}>{powers.hosts.join(' ')}</Figure>
        <Figure name={words.version}>{next.version}</Figure>
        <Figure name={words.reads}>
          {[...powers.fields, ...(powers.posts ? [words.posts] : [])].join('、')}
          {powers.wholePage && `（${words.wholePage}）`}
        </Figure>
      </dl>
      {powers.software.length > 0 && (
        <Note is="attention">
          <p>{words.software}</p>
          <ul>
            {powers.software.map((marks) => (
              <li key={marks} class="mono">
                {marks}
              </li>
            ))}
          </ul>
        </Note>
      )}
      {powers.calls.length > 0 && (
        <Note is="attention">
          <p>{words.calls}</p>
          <ul>
            {powers.calls.map(({ url, pointers }) => (
              <li key={url} class="mono">
                {url}：{pointers.join(' ')}
              </li>
            ))}
          </ul>
        </Note>
      )}
      <details>
        <summary>{words.text}</summary>
        <pre class="small">{JSON.stringify(next, null, 2)}</pre>
      </details>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" act={act} onClick={publish}>
          {words.publish}
        </Button>
        <Button onClick={discard}>{words.discard}</Button>
      </div>
    </section>
  )
}
