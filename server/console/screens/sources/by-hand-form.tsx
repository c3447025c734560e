import { useState } from 'preact/hooks'
import type { ClassDetail } from '../../../../shared/api'
import type { ByHandRequest } from '../../../../shared/api/sources'
import { paperKinds } from '../../../../shared/sources/platforms'
import { useAct } from '../../client/act'
import { lists } from '../../client/lists'
import { useLoad } from '../../client/load'
import { sources } from '../../client/sources'
import { announce } from '../../parts/announce'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { TimeField } from '../appeal/decide-form'
import { type ByHandDraft, emptyByHand, readByHand } from './by-hand-draft'
import { handWords } from './hand-words'
import { words } from './words'

const FOUND = 50

/** A paper, a screenshot or the photo of a certificate for one person and one lesson. */
export function ByHandForm({ detail, done }: { detail: ClassDetail; done: () => Promise<void> }) {
  const classId = detail.summary.id
  const [draft, setDraft] = useState<ByHandDraft>(() => emptyByHand(detail.plan.courses[0]?.key ?? ''))
  const [search, setSearch] = useState('')
  const [wrong, setWrong] = useState<readonly (keyof ByHandDraft)[]>([])
  const act = useAct()
  const { data: people } = useLoad(() => lists.roster(classId)({ search, size: FOUND }), `${classId} ${search}`)
  const change = (part: Partial<ByHandDraft>) => setDraft({ ...draft, ...part })
  const error = (field: keyof ByHandDraft, text = words.needed) => (wrong.includes(field) ? text : undefined)
  const submit = (event: Event) => {
    event.preventDefault()
    const read = readByHand(draft)
    setWrong('wrong' in read ? read.wrong : [])
    if ('request' in read) void act.run(() => save(read.request))
  }
  const save = async (request: ByHandRequest) => {
    await sources.byHand(classId, request)
    announce(handWords.saved)
    setDraft({ ...emptyByHand(draft.course), kind: draft.kind, lesson: draft.lesson, day: draft.day })
    await done()
  }
  return (
    <form class="card form stack" onSubmit={submit}>
      <h2>{words.byHand}</h2>
      <p class="prose">{handWords.handLead}</p>
      <TextField label={handWords.findPerson} optional="unsaid" value={search} onChange={setSearch} />
      <SelectField
        label={words.person}
        value={draft.seat}
        error={error('seat')}
        onChange={(seat) => change({ seat })}
        options={[
          { value: '', label: words.choose },
          ...(people?.rows ?? []).map(({ seat, number, name, idMasked }) => ({
            ...{ value: seat, label: `${number} ${name}（${idMasked.slice(-4)}）` },
          })),
        ]}
      />
      <SelectField
        label={handWords.material}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        options={Object.keys(paperKinds).map((value) => ({ value, label: materialOf(value) }))}
      />
      <SelectField
        label={words.course}
        value={draft.course}
        error={error('course')}
        onChange={(course) => change({ course })}
        options={detail.plan.courses.map(({ key, title }) => ({ value: key, label: title }))}
      />
      <TextField
        label={words.lesson}
        optional
        maxLength={300}
        value={draft.lesson}
        onChange={(lesson) => change({ lesson })}
      />
      <TextField
        short
        label={handWords.minutes}
        help={handWords.minutesHelp}
        inputMode="numeric"
        value={draft.minutes}
        error={error('minutes', handWords.badMinutes)}
        onChange={(minutes) => change({ minutes })}
      />
      <TextField
        type="date"
        short
        optional
        label={handWords.day}
        value={draft.day}
        error={error('day')}
        onChange={(day) => change({ day })}
      />
      <TimeField
        label={handWords.clock}
        help={handWords.clockHelp}
        value={draft.clock}
        error={error('clock')}
        onChange={(clock) => change({ clock })}
      />
      <Attachment label={handWords.evidence} hash={draft.evidence} onChange={(evidence) => change({ evidence })} />
      {wrong.includes('evidence') && <p class="state-wrong small">{words.needed}</p>}
      <TextField
        label={handWords.note}
        optional
        maxLength={300}
        value={draft.note}
        onChange={(note) => change({ note })}
      />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act}>
          {handWords.save}
        </Button>
      </div>
    </form>
  )
}

const materialOf = (kind: string): string =>
  kind === 'paper' || kind === 'screenshot' || kind === 'certificate'
    ? handWords.materials[kind]
    : handWords.materials.other
