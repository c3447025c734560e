import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button'
import { Scroll } from '../../parts/scroll'
import { importWords } from './import-words'
import type { CheckProps } from './record-check'
import { words } from './words'

const UNSAID = '?'
const SHOWN = 100

/** Courses and people whom the file names otherwise than we do: who and which they are. */
export function Matches({ courses, report, choices, check }: CheckProps) {
  const [course, setCourse] = useState<Readonly<Record<string, string>>>({})
  const [who, setWho] = useState<Readonly<Record<string, string>>>({})
  const odd = report.courses.filter(
    ({ title, course: known }) => known === undefined || known === '' || title in course,
  )
  const people = report.unknown.slice(0, SHOWN)
  if (odd.length + people.length === 0) return null
  const changed = Object.keys(course).length + Object.keys(who).length > 0
  const again = () => {
    const said = (choices.courses ?? []).filter(({ title }) => !(title in course))
    const told = (choices.people ?? []).filter((one) => !(one.who in who))
    check({
      ...choices,
      courses: [...said, ...Object.entries(course).map(([title, key]) => ({ title, course: key }))],
      people: [...told, ...Object.entries(who).map(([name, seat]) => ({ who: name, seat }))],
    })
  }
  return (
    <section class="card stack">
      {odd.length > 0 && (
        <Table
          caption={words.course}
          heads={[importWords.courseIn, importWords.courseOurs]}
          rows={odd.map(({ title, rows, course: known }) => ({
            ...{ name: title, rows, value: course[title] ?? known ?? UNSAID },
            set: (value: string) => setCourse({ ...course, [title]: value }),
            options: [
              ...courses.map(({ key, title: label }) => ({ value: key, label })),
              { value: '', label: importWords.notOurs },
            ],
          }))}
        />
      )}
      {people.length > 0 && (
        <>
          <h2>{importWords.unknown}</h2>
          <p class="prose">{importWords.unknownLead}</p>
          <Table
            caption={importWords.unknown}
            heads={[importWords.whoIn, importWords.whoOurs]}
            rows={people.map(({ who: name, rows, seat }) => ({
              ...{ name, rows, value: who[name] ?? seat ?? UNSAID },
              set: (value: string) => setWho({ ...who, [name]: value }),
              options: [
                { value: '', label: importWords.nobody },
                ...report.roster.map(({ seat: value, number, name: label }) => ({
                  value,
                  label: `${number} ${label}`,
                })),
              ],
            }))}
          />
          {report.unknown.length > SHOWN && (
            <p class="small quiet">{importWords.more(report.unknown.length - SHOWN)}</p>
          )}
        </>
      )}
      <div class="row">
        <Button disabled={!changed} onClick={again}>
          {importWords.again}
        </Button>
      </div>
    </section>
  )
}

interface Row {
  name: string
  rows: number
  value: string
  set: (value: string) => void
  options: readonly { value: string; label: string }[]
}

function Table({
  caption,
  heads,
  rows,
}: {
  caption: string
  heads: readonly [string, string]
  rows: Row[]
}): ComponentChildren {
  return (
    <div class="table-frame">
      <Scroll label={caption}>
        <table>
          <caption class="hidden-visually">{caption}</caption>
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, rows: count, value, set, options }) => (
              <tr key={name}>
                <th scope="row">
                  {name} <span class="small quiet">{importWords.rowsOf(count)}</span>
                </th>
                <td>
                  <select
                    class="input"
                    aria-label={`${name} ${heads[1]}`}
                    value={value}
                    onChange={(event) => event.currentTarget.value !== UNSAID && set(event.currentTarget.value)}
                  >
                    {value === UNSAID && <option value={UNSAID}>{words.choose}</option>}
                    {options.map((option) => (
                      <option key={option.value} value={option.value}>
                        {option.label}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}
