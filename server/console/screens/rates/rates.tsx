import { useState } from 'preact/hooks'
import type { KnownRateTable } from '../../../../shared/api/claims'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { claims } from '../../client/claims'
import { saveFile } from '../../client/http'
import { useLoad } from '../../client/load'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { State } from '../../parts/state'
import { draftOf, emptyDraft, type RateDraft } from './draft'
import { RateForm } from './rate-form'
import { words } from './words'

/** 补贴标准: the organisation's own dated tables, and other places' as patterns. */
export function Rates() {
  const { data, problem, refresh } = useLoad(() => claims.rateTables(), 'rate-tables')
  const [draft, setDraft] = useState<RateDraft>()
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  const own = data.filter(({ own: entered }) => entered !== undefined).reverse()
  const newest = new Set(own.filter(({ table }, i) => own.findIndex((one) => one.table.id === table.id) === i))
  return (
    <div class="stack-wide">
      <div class="stack">
        <Heading title={words.title}>
          {mayWrite() && !draft && (
            <Button kind="main" onClick={() => setDraft(emptyDraft(dayOf(Date.now())))}>
              {words.enter}
            </Button>
          )}
        </Heading>
        <p class="prose">{words.lead}</p>
      </div>
      {draft && (
        <RateForm
          key={draft.id ?? draft.title}
          first={draft}
          onDone={() => {
            setDraft(undefined)
            void refresh()
          }}
          onClose={() => setDraft(undefined)}
        />
      )}
      <section class="stack" aria-labelledby="own-rates">
        <h2 id="own-rates">{words.own}</h2>
        {own.length === 0 && <p class="quiet">{words.noOwn}</p>}
        {own.map((one) => (
          <Table
            key={one.key}
            one={one}
            {...(newest.has(one) && { onNext: () => setDraft(draftOf(one.table, true)) })}
          />
        ))}
      </section>
      <details>
        <summary>{words.builtIn}</summary>
        <div class="stack">
          {data
            .filter((one) => one.own === undefined)
            .map((one) => (
              <Table key={one.key} one={one} onCopy={() => setDraft(draftOf(one.table, false))} />
            ))}
        </div>
      </details>
    </div>
  )
}

function Table({
  one: { table, key, rules, own },
  onNext,
  onCopy,
}: {
  one: KnownRateTable
  onNext?: () => void
  onCopy?: () => void
}) {
  const id = `rate-${key.replace('@', '-')}`
  const file = new Blob([JSON.stringify(table, null, 2)], { type: 'application/json' })
  return (
    <article class="card stack-tight" aria-labelledby={id}>
      <div class="row-between">
        <h3 id={id}>
          {table.title} <span class="small quiet">{words.version(table.version)}</span>
        </h3>
        <State is={table.status === 'confirmed' ? 'counted' : 'attention'}>
          {table.status === 'confirmed' ? words.confirmed : words.unconfirmed}
        </State>
      </div>
      <p>{rules.join('；')}</p>
      <p class="small quiet">
        {words.source}：{table.source}
        {own && `；${words.by} ${own.by} ${showTime(own.at)}`}
      </p>
      <div class="row">
        {mayWrite() && onNext && (
          <Button kind="small" onClick={onNext}>
            {words.nextVersion}
          </Button>
        )}
        {mayWrite() && onCopy && (
          <Button kind="small" onClick={onCopy}>
            {words.copyOf}
          </Button>
        )}
        <Button kind="small" onClick={() => saveFile({ blob: file, name: `${key}.json` })}>
          {words.download}
          <span class="hidden-visually">：{table.title}</span>
        </Button>
      </div>
    </article>
  )
}
