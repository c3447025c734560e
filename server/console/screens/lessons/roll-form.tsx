import { useState } from 'preact/hooks'
import type { LessonDetail, RollRequest } from '../../../../shared/api/lessons'
import { useAct } from '../../client/act'
import { decisions } from '../../client/decisions'
import { lessons } from '../../client/lessons'
import { isOneOf, mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Attachment } from '../../parts/attachment'
import { Button, DownloadButton } from '../../parts/button'
import { Choices } from '../../parts/field'
import { Empty, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { common } from '../../words/common'
import { clock } from './lesson-draft'
import { byCode, lineOf, type RollLine, rollOf } from './roll-draft'
import { words } from './words'

/** The roll of a lesson: who signed by the code stands there by itself; for the rest the teacher says who was there, and by what. */
export function RollForm({
  detail,
  mayTake,
  done,
}: {
  detail: LessonDetail
  mayTake: boolean
  done: () => Promise<void>
}) {
  const { lesson, people } = detail
  const [lines, setLines] = useState<ReadonlyMap<string, RollLine>>(new Map())
  const [how, setHow] = useState<RollRequest['how']>(lesson.form === 'offline' ? 'sheet' : 'roll')
  const [evidence, setEvidence] = useState<string>()
  const [trouble, setTrouble] = useState<string>()
  const act = useAct()
  const ready = mayTake && lesson.from <= Date.now()
  const set = (seat: string, line: RollLine) => setLines(new Map([...lines, [seat, line]]))
  const save = () => {
    const request = rollOf(detail, lines, how, evidence)
    const problem =
      how === 'sheet' && evidence === undefined ? words.needScan : request === undefined ? words.times : undefined
    setTrouble(problem)
    if (request === undefined || problem !== undefined || request.people.length === 0) return
    void act.run(async () => {
      await lessons.roll(lesson.id, request)
      setLines(new Map())
      announce(words.rollSaved)
      await done()
    })
  }
  if (people.length === 0) return <Empty title={words.nobody} />
  return (
    <section class="stack" aria-labelledby="roll">
      <div class="row-between">
        <h2 id="roll">{words.roll}</h2>
        {ready && (
          <Button
            kind="small"
            onClick={() =>
              setLines(new Map(people.map((one) => [one.seat, { ...lineOf(lesson, one), present: true }])))
            }
          >
            {words.allPresent}
          </Button>
        )}
      </div>
      <p class="prose">{words.rollLead}</p>
      <div class="table-frame">
        <Scroll label={words.roll}>
          <table>
            <caption class="hidden-visually">{words.roll}</caption>
            <thead>
              <tr>
                <th scope="col" class="fit">
                  {words.number}
                </th>
                <th scope="col">{words.name}</th>
                {ready && (
                  <th scope="col" class="fit">
                    {words.present}
                  </th>
                )}
                <th scope="col" class="fit">
                  {words.signIn}
                </th>
                <th scope="col" class="fit">
                  {words.signOut}
                </th>
                <th scope="col">{words.basis}</th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <Person
                  key={person.seat}
                  person={person}
                  line={lines.get(person.seat) ?? lineOf(lesson, person)}
                  change={ready ? (line) => set(person.seat, line) : undefined}
                />
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
      {ready && (
        <div class="card stack form">
          <Choices
            legend={words.byWhat}
            name="roll-how"
            value={how}
            onChange={(value) => setHow(value === 'sheet' ? 'sheet' : 'roll')}
            options={(['sheet', 'roll'] as const).map((value) => ({
              value,
              label: words.rollHow[value],
              help: words.rollHelp[value],
            }))}
          />
          <Attachment
            label={how === 'sheet' ? words.scan : words.proof}
            optional={how === 'roll'}
            hash={evidence}
            onChange={setEvidence}
            upload={(file) => lessons.evidence(lesson.id, file)}
          />
          {trouble && (
            <div role="alert">
              <State is="wrong">{trouble}</State>
            </div>
          )}
          {act.problem && <ProblemNote problem={act.problem} />}
          <div class="row">
            <Button kind="main" act={act} onClick={save}>
              {words.saveRoll}
            </Button>
          </div>
          <p class="help">{words.rollKept}</p>
        </div>
      )}
    </section>
  )
}

function Person({
  person,
  line,
  change,
}: {
  person: LessonDetail['people'][number]
  line: RollLine
  change: ((line: RollLine) => void) | undefined
}) {
  const fixed = byCode(person) || !change
  const { name, from, to } = person
  const time = (what: 'from' | 'to', label: string) =>
    fixed || !line.present ? (
      <span class="numbers">{clockOf(what === 'from' ? from : to)}</span>
    ) : (
      <input
        class="input input-short"
        type="time"
        aria-label={words.timeOf(name, label)}
        value={line[what]}
        onInput={(event) => change({ ...line, [what]: event.currentTarget.value })}
      />
    )
  return (
    <tr>
      <td>{person.number}</td>
      <th scope="row" class="nowrap">
        {name}
      </th>
      {change && (
        <td>
          <input
            type="checkbox"
            aria-label={words.presentOf(name)}
            checked={line.present}
            onChange={(event) => change({ ...line, present: event.currentTarget.checked })}
          />
        </td>
      )}
      <td>{time('from', words.signIn)}</td>
      <td>{time('to', words.signOut)}</td>
      <td>
        <Basis person={person} />
      </td>
    </tr>
  )
}

const clockOf = (at: number | undefined): string => (at === undefined ? common.none : clock(at))
const stateIcons = { unmarked: 'waiting', present: 'counted', open: 'attention', absent: 'idle' } as const

function Basis({ person: { state, how, leave, madeUp, early, evidence } }: { person: LessonDetail['people'][number] }) {
  return (
    <>
      <span class="row">
        <State is={stateIcons[state]}>{words.states[state]}</State>
        {how && <span class="small quiet">{words.bases[how]}</span>}
        {leave && <span class="label">{words.onLeave}</span>}
        {madeUp && <span class="label">{words.madeUp}</span>}
        {evidence !== undefined && (mayWrite() || isOneOf('auditor')) && (
          <DownloadButton kind="small" fetch={() => decisions.evidenceFile(evidence)}>
            {evidence.slice(0, 8)}
          </DownloadButton>
        )}
      </span>
      {early && (
        <div class="small">
          <State is="attention">{words.earlyOne}</State>
        </div>
      )}
    </>
  )
}
