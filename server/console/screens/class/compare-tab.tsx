import { useState } from 'preact/hooks'
import type { ComparisonRequest } from '../../../../shared/api/roster'
import { useAct } from '../../client/act'
import { saveFile } from '../../client/http'
import { useLoad } from '../../client/load'
import { roster } from '../../client/roster'
import { mayWrite } from '../../client/session'
import { Button } from '../../parts/button'
import { Choices, TextField } from '../../parts/field'
import { Empty, Loading, Note, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { common } from '../../words/common'
import { words } from './roster-words'
import { words as classWords } from './words'

/** Who of the class stands in a list of another body, and the export that such a body compares with its own data. */
export function CompareTab({ classId }: { classId: string }) {
  const { data, problem, refresh } = useLoad(() => roster.hits(classId), classId)
  if (!data) return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  return (
    <div class="stack">
      {data.length === 0 ? (
        <Empty title={words.noHits}>
          <p class="prose">{words.noHitsLead}</p>
          <a href="/settings/hit-lists">{words.toLists}</a>
        </Empty>
      ) : (
        <>
          <Note is="attention">
            <p class="label">{words.hits(new Set(data.map(({ seat }) => seat)).size)}</p>
            <p>{words.hitsLead}</p>
          </Note>
          <div class="table-frame">
            <Scroll label={classWords.tabs.compare}>
              <table>
                <caption class="hidden-visually">{classWords.tabs.compare}</caption>
                <thead>
                  <tr>
                    <th scope="col" class="fit">
                      {classWords.number}
                    </th>
                    <th scope="col">{classWords.name}</th>
                    <th scope="col">{words.list}</th>
                    <th scope="col">{words.listRemark}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.map(({ seat, number, name, list, source, day, remark }) => (
                    <tr key={`${seat}/${list}`}>
                      <td>{number}</td>
                      <th scope="row">
                        <a href={`/seats/${seat}?class=${classId}`}>{name}</a>
                      </th>
                      <td>
                        {list}
                        <div class="small quiet">
                          {source} {day}
                        </div>
                      </td>
                      <td>{remark || common.none}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          </div>
        </>
      )}
      {mayWrite() && <Export classId={classId} />}
    </div>
  )
}

function Export({ classId }: { classId: string }) {
  const [form, setForm] = useState<ComparisonRequest['form']>('plain')
  const [purpose, setPurpose] = useState('')
  const [salt, setSalt] = useState('')
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const submit = (event: Event) => {
    event.preventDefault()
    const short = purpose.trim() === '' || (form === 'hash' && salt.length < 8)
    setMissing(short)
    if (short) return
    const request = form === 'plain' ? { form, purpose: purpose.trim() } : { form, purpose: purpose.trim(), salt }
    void act.run(async () => saveFile(await roster.comparison(classId, request)))
  }
  return (
    <section class="card stack" aria-labelledby="compare-export">
      <h2 id="compare-export">{words.compare}</h2>
      <p class="prose">{words.compareLead}</p>
      <form class="stack form" onSubmit={submit}>
        <Choices
          legend={words.compareForm}
          name="form"
          value={form}
          onChange={(value) => setForm(value === 'hash' ? 'hash' : 'plain')}
          options={[
            { value: 'plain', label: words.comparePlain },
            { value: 'hash', label: words.compareHash },
          ]}
        />
        <TextField
          label={words.purpose}
          help={words.purposeHelp}
          maxLength={200}
          value={purpose}
          error={missing && purpose.trim() === '' ? common.required : undefined}
          onChange={setPurpose}
        />
        {form === 'hash' && (
          <TextField
            label={words.salt}
            help={words.saltHelp}
            maxLength={200}
            value={salt}
            error={missing && salt.length < 8 ? words.saltHelp : undefined}
            onChange={setSalt}
          />
        )}
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <Button submit act={act}>
            {words.export}
          </Button>
        </div>
      </form>
    </section>
  )
}
