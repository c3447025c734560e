import type { RuleList } from '../../../../shared/api'
import type { SiteRule } from '../../../../shared/site/rule'
import { fieldWords, isField } from '../../../../shared/site/words'
import { useAct } from '../../client/act'
import { api } from '../../client/api'
import { Button } from '../../parts/button'
import { ProblemNote } from '../../parts/note'
import { Figure } from '../../parts/page'
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
  const fields = [...new Set(rule.pages.flatMap((page) => Object.keys(page.fields)))]
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
        <Figure name={words.hosts}>{[...rule.hosts, ...(rule.frames ?? [])].join(' ')}</Figure>
        <Figure name={words.version}>{next.version}</Figure>
        <Figure name={words.reads}>
          {fields.map((field) => (isField(field) ? fieldWords[field] : field)).join('、')}
        </Figure>
      </dl>
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
