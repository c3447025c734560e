import { useState } from 'preact/hooks'
import type { KeyEnded, KeyRead } from '../../../../shared/api/bureau-register'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { register } from '../../client/bureau-register'
import { announce } from '../../parts/announce'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { Choices, TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { Figure } from '../../parts/page'
import { Ended } from './ended'
import { kindWord } from './firms'
import { keyWords } from './key-words'
import { words } from './words'

/** Takes a 单位密钥文件 or a 密钥更换文件; the first shows a fingerprint that somebody has to compare. */
export function Enrol({ onDone }: { onDone: () => void }) {
  const act = useAct()
  const [read, setRead] = useState<{ file: string; key: KeyRead }>()
  const [done, setDone] = useState<string>()
  const [ended, setEnded] = useState<KeyEnded>()
  const finish = (text: string, found?: KeyEnded) => {
    setRead(undefined)
    setEnded(found)
    setDone(text)
    announce(text)
    onDone()
  }
  const take = (chosen: File) =>
    void act.run(async () => {
      setDone(undefined)
      setRead(undefined)
      const file = await chosen.text()
      if (file.includes('"type":"key-rotation"')) {
        const { name, ended } = await register.rotate(file)
        return finish(words.rotated(name), ended)
      }
      setRead({ file, key: await register.enrol({ file, compared: '' }) })
    })
  return (
    <section class="card stack" aria-labelledby="enrol-key">
      <h2 id="enrol-key">{words.enrol}</h2>
      <p class="quiet prose">{words.enrolLead}</p>
      <Drop hint={words.drop} accept=".json" onFiles={([file]) => file && take(file)} />
      {act.problem && <ProblemNote problem={act.problem} />}
      {done !== undefined && <Note is="counted">{done}</Note>}
      {ended && <Ended of={ended} />}
      {read?.key.known && <Note is="counted">{words.known(read.key.name)}</Note>}
      {read && !read.key.known && (
        <Compare
          {...read}
          key={read.key.fingerprint}
          read={read.key}
          onEnrolled={({ ended }) => finish(words.enrolled(read.key.name), ended)}
        />
      )}
    </section>
  )
}

function Compare({ file, read, onEnrolled }: { file: string; read: KeyRead; onEnrolled: (key: KeyRead) => void }) {
  const act = useAct()
  const [compared, setCompared] = useState('')
  const [from, setFrom] = useState(dayOf(Date.now()))
  const [reason, setReason] = useState('')
  const [evidence, setEvidence] = useState<string>()
  const [joins, setJoins] = useState('')
  const [why, setWhy] = useState('')
  const joined = joins === 'yes' && read.manual ? { firm: read.manual.id, reason: why.trim() } : undefined
  const letter = read.held && evidence !== undefined ? { from, reason: reason.trim(), evidence } : undefined
  const decided = !read.manual || joins === 'no' || (joined !== undefined && joined.reason !== '')
  const ready =
    decided && compared.trim() !== '' && (!read.held || (letter !== undefined && letter.reason !== '' && from !== ''))
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      const request = {
        file,
        confirmed: read.fingerprint,
        compared: compared.trim(),
        ...(letter && { letter }),
        ...(joined && { joins: joined }),
      }
      onEnrolled(await register.enrol(request))
    })
  }
  return (
    <form class="form stack" onSubmit={submit}>
      <dl class="figures">
        <Figure name={words.firm}>{read.name}</Figure>
        <Figure name={words.kind}>{kindWord(read.kind)}</Figure>
        <Figure name={words.creditCode}>{read.creditCode}</Figure>
        <Figure name={words.made}>{showTime(read.from)}</Figure>
      </dl>
      <Note is="attention">
        <p class="label">{words.compare}</p>
        <Fingerprint text={read.fingerprint} />
      </Note>
      {read.as && <Note is="attention">{keyWords.sameFirm[read.as.by](read.as.name)}</Note>}
      {read.manual && (
        <>
          <Choices
            legend={keyWords.manualSame(read.manual.name)}
            name="joins"
            value={joins}
            onChange={setJoins}
            options={[
              { value: 'yes', label: keyWords.manualJoin },
              { value: 'no', label: keyWords.manualApart },
            ]}
          />
          {joins === 'yes' && <TextField label={keyWords.manualWhy} value={why} maxLength={300} onChange={setWhy} />}
        </>
      )}
      {read.held && (
        <>
          <Note is="attention">{words.held(read.name)}</Note>
          <TextField type="date" short label={words.letterFrom} value={from} onChange={setFrom} />
          <TextField label={words.letterReason} value={reason} maxLength={500} onChange={setReason} />
          <Attachment label={words.letter} hash={evidence} onChange={setEvidence} />
        </>
      )}
      <TextField
        label={words.compared}
        help={words.comparedHelp}
        value={compared}
        maxLength={200}
        onChange={setCompared}
      />
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={!ready}>
          {words.confirm}
        </Button>
      </div>
    </form>
  )
}

/** A fingerprint in groups of four, so that two people can read it to each other. */
export const Fingerprint = ({ text }: { text: string }) => <p class="mono">{text.match(/.{1,4}/g)?.join(' ')}</p>
