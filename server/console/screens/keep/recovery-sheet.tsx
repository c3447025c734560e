import type { RecoverySheet as Sheet } from '../../../../shared/api/keep'
import { showTime } from '../../../../shared/calendar/beijing'
import { keep } from '../../client/keep'
import { useLoad } from '../../client/load'
import { Button } from '../../parts/button'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { common } from '../../words/common'
import { purposeOf, words } from './words'

/** 恢复单, to print and to keep apart from the passphrase. */
export function RecoverySheet() {
  const { data, problem, refresh } = useLoad(keep.sheet, 'recovery-sheet')
  return (
    <div class="stack-wide sheet">
      <Heading title={words.sheet}>
        <Button kind="main" disabled={!data} onClick={() => window.print()}>
          {common.print}
        </Button>
      </Heading>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data && <Content sheet={data} />}
    </div>
  )
}

function Content({ sheet }: { sheet: Sheet }) {
  const { organisation, address, server, dataDir, program, folder, knownBy, last, keys, at, postgres } = sheet
  return (
    <>
      <p>
        <strong>{organisation}</strong> {words.sheetLead}
      </p>
      <ol class="steps">
        {words.sheetSteps(address).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {postgres && <p>{words.sheetPostgres}</p>}
      <dl class="facts">
        <dt>{words.folder}</dt>
        <dd class="mono">{folder ?? words.notChosen}</dd>
        <dt>{words.lastFile}</dt>
        <dd class="mono">{last ? `${last.name} ${showTime(last.at)} SHA-256 ${last.sha256}` : words.none}</dd>
        <dt>{words.knownBy}</dt>
        <dd>{knownBy || words.nobody}</dd>
        <dt>{words.address}</dt>
        <dd class="mono">{address}</dd>
        <dt>{words.server}</dt>
        <dd class="mono">{server}</dd>
        <dt>{words.dataDir}</dt>
        <dd class="mono">{dataDir}</dd>
        <dt>{words.program}</dt>
        <dd>{program}</dd>
        <dt>{words.printedAt}</dt>
        <dd>{showTime(at)}</dd>
      </dl>
      <section class="stack-tight">
        <h2>{words.keys}</h2>
        <dl class="facts">
          {keys.map(({ purpose, fingerprint }) => [
            <dt key={purpose}>{purposeOf(purpose)}</dt>,
            <dd key={fingerprint} class="mono">
              {fingerprint}
            </dd>,
          ])}
        </dl>
      </section>
      <p>{words.sign}</p>
    </>
  )
}
