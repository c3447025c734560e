import { useState } from 'preact/hooks'
import type { ClassLinks, MadeLink } from '../../../../shared/api/class-links'
import { useAct } from '../../client/act'
import { links } from '../../client/class-links'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { words } from './words'

interface Props extends Pick<ClassLinks, 'suggested'> {
  classId: string
  onMade: (made: MadeLink) => Promise<void>
}

/** For whom, and until when. */
export function LinkForm({ classId, suggested, onMade }: Props) {
  const act = useAct()
  const [reader, setReader] = useState(suggested.reader)
  const [until, setUntil] = useState(suggested.until)
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      const made = await links.make(classId, { reader: reader.trim(), until })
      announce(words.made)
      await onMade(made)
    })
  }
  return (
    <form class="form stack" onSubmit={submit}>
      <TextField label={words.reader} help={words.readerHelp} maxLength={60} value={reader} onChange={setReader} />
      <TextField type="date" short label={words.until} help={words.untilHelp} value={until} onChange={setUntil} />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={reader.trim() === '' || until === ''}>
          {words.make}
        </Button>
      </div>
    </form>
  )
}
