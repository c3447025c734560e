import { useState } from 'preact/hooks'
import { reviews } from '../../client/bureau-review'
import { useLoad } from '../../client/load'
import { SelectField, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { useSettled } from '../../parts/table/use-settled'
import { historyWords as words } from './history-words'

/** How many are offered at once; whoever is not among them is found by name or number. */
const OFFERED = 50

interface Chosen {
  id: string
  label: string
}

/** Somebody of a claim, however many people it has, or (empty) the claim as a whole. The one chosen stays, whatever is searched for next. */
export function PersonChoice({ claim, onChange }: { claim: string; onChange: (person: string) => void }) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Chosen>({ id: '', label: words.whole })
  const search = useSettled(text)
  const { data, problem } = useLoad(
    () => reviews.people(claim)({ size: OFFERED, sort: 'number', ...(search !== '' && { search }) }),
    `${claim} ${search}`,
  )
  const found = (data?.rows ?? []).map(
    ({ id, className, number, name }): Chosen => ({ id, label: `${className} ${number} ${name}` }),
  )
  const offered = [{ id: '', label: words.whole }, ...found]
  const options = offered.some(({ id }) => id === chosen.id) ? offered : [chosen, ...offered]
  const more = data && data.total > data.rows.length ? words.more(data.rows.length, data.total) : undefined
  return (
    <>
      <TextField label={words.find} help={more} optional="unsaid" value={text} maxLength={60} onChange={setText} />
      <SelectField
        label={words.who}
        value={chosen.id}
        onChange={(id) => {
          setChosen(options.find((one) => one.id === id) ?? chosen)
          onChange(id)
        }}
        options={options.map(({ id, label }) => ({ value: id, label }))}
      />
      {problem && <ProblemNote problem={problem} />}
    </>
  )
}
