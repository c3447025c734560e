import type { HandOver } from '../../../../shared/api/keep'
import { showTime } from '../../../../shared/calendar/beijing'
import { common } from '../../words/common'
import { roleName } from '../access/roles'
import { handOverWords as words } from './hand-over-words'
import { purposeOf } from './words'

interface Props {
  data: HandOver
  filled: HandOver['filledIn']
  to: string
}

/** The list itself, the same on screen and on paper. */
export function HandOverList({ data, filled, to }: Props) {
  const { organisation, by, at, classes, members, keys, keysFolder, retained, backup } = data
  return (
    <div class="stack-wide">
      <p>
        <strong>{organisation}</strong> {words.printedRow(showTime(at), by, to || '＿＿＿＿＿＿')}
      </p>
      <Table
        title={words.classes}
        empty={words.noClasses}
        heads={[words.class, words.period, words.openedBy, words.seats, words.deadlines, words.open]}
        rows={classes.map((one) => [
          one.name,
          `${one.period.from} 至 ${one.period.to}`,
          one.openedBy ?? common.none,
          one.seats,
          one.deadlines.map(({ day, what }) => `${day} ${what}`).join('；'),
          words.openOf(one.appeals, one.findings, one.pending, one.questions),
        ])}
      />
      <Table
        title={words.members}
        heads={[words.member, words.login, words.role, words.lastSeen]}
        rows={members.map(({ name, login, role, stopped, lastSeenAt }) => [
          name,
          login,
          `${roleName(role)}${stopped ? `（${words.stopped}）` : ''}`,
          lastSeenAt === undefined ? common.none : showTime(lastSeenAt),
        ])}
      />
      <section class="stack-tight">
        <h2>{words.keys}</h2>
        {keysFolder !== undefined && <p>{words.keysIn(keysFolder)}</p>}
        <dl class="facts">
          {keys.map(({ purpose, fingerprint }) => [
            <dt key={purpose}>{purposeOf(purpose)}</dt>,
            <dd key={fingerprint} class="mono">
              {fingerprint}
            </dd>,
          ])}
          <dt>{words.keysKept}</dt>
          <dd>{filled.keysKept || '＿＿＿＿＿＿'}</dd>
        </dl>
      </section>
      <section class="stack-tight">
        <h2>{words.backup}</h2>
        {backup.alert.state !== 'none' && <p>{backup.alert.message}</p>}
        <dl class="facts">
          <dt>{words.backupPlace}</dt>
          <dd class="mono">{backup.folder ?? (keysFolder === undefined ? words.hosted : common.none)}</dd>
          {backup.last && [
            <dt key="last">{words.lastBackup}</dt>,
            <dd key="file" class="mono">
              {showTime(backup.last.at)} {backup.last.name}
            </dd>,
          ]}
          <dt>{words.knownBy}</dt>
          <dd>{filled.knownBy || '＿＿＿＿＿＿'}</dd>
        </dl>
      </section>
      <Table
        title={words.retained}
        lead={words.retainedLead}
        empty={words.nothingRetained}
        heads={[words.what, words.count, words.until, words.where]}
        rows={retained.map(({ what, count, until, where }) => [what, count, until ?? common.none, where])}
      />
      {filled.remarks !== '' && (
        <section class="stack-tight">
          <h2>{words.remarks}</h2>
          <p>{filled.remarks}</p>
        </section>
      )}
      <p class="only-print">{words.sign}</p>
    </div>
  )
}

function Table({
  title,
  lead,
  heads,
  rows,
  empty,
}: {
  title: string
  lead?: string
  heads: readonly string[]
  rows: readonly (readonly (string | number)[])[]
  empty?: string
}) {
  const isNumber = (i: number) => typeof rows[0]?.[i] === 'number'
  return (
    <section class="stack-tight">
      <h2>{title}</h2>
      {lead !== undefined && <p>{lead}</p>}
      {rows.length === 0 ? (
        <p class="quiet">{empty}</p>
      ) : (
        <table>
          <caption class="hidden-visually">{title}</caption>
          <thead>
            <tr>
              {heads.map((head, i) => (
                <th key={head} scope="col" class={isNumber(i) ? 'number' : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first = '', ...rest]) => (
              <tr key={first}>
                <th scope="row">{first}</th>
                {rest.map((value, i) => (
                  <td key={heads[i + 1]} class={isNumber(i + 1) ? 'number' : undefined}>
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
