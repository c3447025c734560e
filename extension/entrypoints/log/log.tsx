import { useCallback, useEffect, useState } from 'preact/hooks'
import { words } from '../../locales'
import { appealText } from '../../locales/appeals'
import { log as text } from '../../locales/log'
import { save } from '../../pages/ask'
import { exportNow, journal } from '../../pages/journal'
import { grouped, type LogGroup, type LogRow, type SeatLog, seatLog } from '../../pages/study-log'
import { Totals } from '../../pages/totals'
import type { Starting } from './appeal-about'
import { AppealForm } from './appeal-form'
import { MyAppeals, PhonePage } from './appeals'

const EVERY = 5000

interface Mine {
  name: string
  seats: SeatLog[]
}

/** The trainee's own log: every figure with the stretches it is made of, and why the rest does not count. */
export function Log() {
  const [mine, setMine] = useState<Mine | 'nobody' | 'broken'>()
  const [by, setBy] = useState<'day' | 'course'>('day')
  const look = useCallback(() => read().then(setMine, () => setMine('broken')), [])
  useEffect(() => {
    void look()
    const timer = setInterval(() => void look(), EVERY)
    return () => clearInterval(timer)
  }, [look])
  if (!mine) return <p class="quiet">…</p>
  if (mine === 'broken') return <p class="note wrong">{words.attention.storage}</p>
  if (mine === 'nobody') return <p class="note attention">{text.nobody}</p>
  return (
    <>
      <div>
        <h1>
          {text.title} · {mine.name}
        </h1>
        <p class="quiet">{text.lead}</p>
      </div>
      <fieldset class="ways">
        <legend class="quiet">{text.by}</legend>
        {(['day', 'course'] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="by" id={`by-${one}`} checked={by === one} onChange={() => setBy(one)} />
            {one === 'day' ? text.byDay : text.byCourse}
          </label>
        ))}
      </fieldset>
      {mine.seats.map((seat) => (
        <Seat key={seat.class} seat={seat} by={by} />
      ))}
      <div class="row">
        <button type="button" id="export-all" onClick={() => void exportNow().then((file) => file && save(file))}>
          {words.options.export}
        </button>
        <span class="quiet">{words.options.exportHelp}</span>
      </div>
    </>
  )
}

let totals: Totals | undefined

async function read(): Promise<Mine | 'nobody'> {
  const recorder = await journal()
  if (totals?.recorder !== recorder) totals = new Totals(recorder)
  const { signedIn } = await recorder.state()
  const person = signedIn && (await recorder.db.get('people', signedIn.person))
  if (!person) return 'nobody'
  const seats = await totals.seats(person.id)
  return { name: person.name, seats: await Promise.all(seats.map((seat) => seatLog(recorder, seat))) }
}

function Seat({ seat, by }: { seat: SeatLog; by: 'day' | 'course' }) {
  const groups = grouped(seat.pieces, by)
  const [writing, setWriting] = useState<Starting>()
  const [kept, setKept] = useState(false)
  const { chain } = seat
  const object =
    chain === undefined
      ? undefined
      : (starting: Starting) => {
          setKept(false)
          setWriting(starting)
        }
  return (
    <section class="card" data-class={seat.class}>
      <div>
        <h2>{seat.class}</h2>
        <p class="quiet">
          {seat.received
            ? text.received(words.duration(seat.received.ms), words.time(seat.received.at))
            : text.notReceived}
        </p>
      </div>
      {groups.length === 0 && <p class="quiet">{text.empty}</p>}
      {groups.map((group) => (
        <Group
          key={group.name}
          group={group}
          by={by}
          {...(object && { object: (row: LogRow) => object({ kind: 'deduction', row }) })}
        />
      ))}
      {object && !writing && (
        <button type="button" id="appeal-missing" onClick={() => object({ kind: 'missing' })}>
          {appealText.missing}
        </button>
      )}
      {chain !== undefined && writing && (
        <AppealForm
          key={writing.kind === 'deduction' ? writing.row.from : 'missing'}
          chain={chain}
          courses={seat.courses}
          starting={writing}
          done={(sent) => {
            setWriting(undefined)
            setKept(sent)
          }}
        />
      )}
      {kept && (
        <p class="note counted" role="status">
          {appealText.kept}
        </p>
      )}
      <MyAppeals appeals={seat.appeals} byHandCounts={seat.byHandCounts} />
      {chain !== undefined && seat.online && <PhonePage chain={chain} />}
      {seat.scores.length > 0 && <Scores scores={seat.scores} />}
      {seat.posts.length > 0 && (
        <p>
          {text.posts}：
          {seat.posts.map(({ course, role, at }) => `${words.time(at)} ${text.roles[role]}（${course}）`).join('；')}
        </p>
      )}
    </section>
  )
}

function Group({ group, by, object }: { group: LogGroup; by: 'day' | 'course'; object?: (row: LogRow) => void }) {
  return (
    <table data-group={group.name}>
      <caption>
        {group.name}{' '}
        <span class="quiet">{text.sum(words.duration(group.counted), words.duration(group.notCounted))}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{text.time}</th>
          {by === 'day' && <th scope="col">{text.course}</th>}
          <th scope="col">{text.lesson}</th>
          <th scope="col" class="number">
            {text.counted}
          </th>
          <th scope="col">{text.notCounted}</th>
        </tr>
      </thead>
      <tbody>
        {group.rows.map((row) => (
          <tr key={`${row.course} ${row.lesson}`}>
            <td>
              {by === 'day' ? words.clock(row.from) : words.time(row.from)}–
              {by === 'day' ? words.clock(row.to) : words.time(row.to)}
            </td>
            {by === 'day' && <td>{row.course}</td>}
            <th scope="row">{row.lesson}</th>
            <td class="number" data-ms={row.counted}>
              {words.duration(row.counted)}
            </td>
            <td>
              {row.notCounted.map(({ reason, ms }) => `${words.reason(reason)} ${words.duration(ms)}`).join('；') ||
                text.none}
              {object && by === 'day' && row.notCounted.length > 0 && (
                <>
                  {' '}
                  <button
                    type="button"
                    class="link"
                    aria-label={appealText.actOf(row.lesson)}
                    data-appeal-of={row.lesson}
                    onClick={() => object(row)}
                  >
                    {appealText.act}
                  </button>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Scores({ scores }: { scores: SeatLog['scores'] }) {
  return (
    <table>
      <caption>{text.scores}</caption>
      <thead>
        <tr>
          <th scope="col">{text.course}</th>
          <th scope="col" class="number">
            {text.score}
          </th>
          <th scope="col">{text.source}</th>
          <th scope="col">{text.seenAt}</th>
        </tr>
      </thead>
      <tbody>
        {scores.map(({ course, value, max, source, at }) => (
          <tr key={`${course} ${value} ${at}`}>
            <th scope="row">{course}</th>
            <td class="number">{max ? `${value} / ${max}` : value}</td>
            <td>{text.sources[source]}</td>
            <td>{words.time(at)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
