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
import { lessonWords } from './lesson-words'
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
      how === 'sheet' && evidence === undefined ? lessonWords.needScan : request === undefined ? words.times : undefined
    setTrouble(problem)
    if (request === undefined || problem !== undefined || request.people.length === 0) return
    void act.run(async () => {
      await lessons.roll(lesson.id, request)
      setLines(new Map())
      announce(lessonWords.rollSaved)
      await done()
    })
  }
  if (people.length === 0) return <Empty title={lessonWords.nobody} />
  return (
    <div class="stack">
      <div class="row-between">
        <h2>{lessonWords.roll}</h2>
        {ready && (
          <Button
            kind="small"
            onClick={() =>
              setLines(new Map(people.map((one) => [one.seat, { ...lineOf(lesson, one), present: true }])))
            }
          >
            {lessonWords.allPresent}
          </Button>
        )}
      </div>
      <p class="prose">{lessonWords.rollLead}</p>
      <div class="table-frame">
        <Scroll label={lessonWords.roll}>
          <table>
            <caption class="hidden-visually">{lessonWords.roll}</caption>
            <thead>
              <tr>
                <th scope="col" class="fit">
                  {lessonWords.number}
                </th>
                <th scope="col">{lessonWords.name}</th>
                {ready && (
                  <th scope="col" class="fit">
                    {lessonWords.present}
                  </th>
                )}
                <th scope="col" class="fit">
                  {lessonWords.signIn}
                </th>
                <th scope="col" class="fit">
                  {lessonWords.signOut}
                </th>
                <th scope="col">{lessonWords.basis}</th>
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
            legend={lessonWords.byWhat}
            name="roll-how"
            value={how}
            onChange={(value) => setHow(value === 'sheet' ? 'sheet' : 'roll')}
            options={(['sheet', 'roll'] as const).map((value) => ({
              value,
              label: lessonWords.rollHow[value],
              help: lessonWords.rollHelp[value],
            }))}
          />
          <Attachment
            label={how === 'sheet' ? lessonWords.scan : lessonWords.proof}
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
              {lessonWords.saveRoll}
            </Button>
          </div>
          <p class="help">{lessonWords.rollKept}</p>
        </div>
      )}
    </div>
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
        aria-label={lessonWords.timeOf(name, label)}
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
            aria-label={lessonWords.presentOf(name)}
            checked={line.present}
            onChange={(event) => change({ ...line, present: event.currentTarget.checked })}
          />
        </td>
      )}
      <td>{time('from', lessonWords.signIn)}</td>
      <td>{time('to', lessonWords.signOut)}</td>
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
        <State is={stateIcons[state]}>{lessonWords.states[state]}</State>
        {how && <span class="small quiet">{lessonWords.bases[how]}</span>}
        {leave && <span class="label">{lessonWords.onLeave}</span>}
        {madeUp && <span class="label">{lessonWords.madeUp}</span>}
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
