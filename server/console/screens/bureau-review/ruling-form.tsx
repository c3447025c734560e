import { useState } from 'preact/hooks'
import type { ReviewAnswer, ReviewPersonRow } from '../../../../shared/api/bureau-review'
import { plainYuan, readYuan } from '../../../../shared/claim/money'
import { useAct } from '../../client/act'
import { reviews } from '../../client/bureau-review'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Button } from '../../parts/button'
import { Choices, TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { Check } from '../../parts/rows'
import { common } from '../../words/common'
import { peopleWords } from './people-words'

interface Props {
  claim: string
  rows: readonly ReviewPersonRow[]
  onSaved: (claim: ReviewAnswer) => Promise<void>
  onClose: () => void
}

const hoursText = /^\d{1,4}(\.\d{1,2})?$/

const nothing = { whole: false, online: '0', offline: '0', incomplete: false, money: 0, reason: '' }

/** What holds of all who were chosen already: to be looked at, changed, or said again as it is. */
function commonOf(rows: readonly ReviewPersonRow[]): typeof nothing {
  const all = rows.map(({ ruling }) => {
    if (!ruling) return nothing
    const { whole, online, offline, incomplete, money, reason } = ruling
    return { whole, online, offline, incomplete, money, reason }
  })
  const [first = nothing] = all
  return all.every((one) => JSON.stringify(one) === JSON.stringify(first)) ? first : nothing
}

/** 不予认定 of hours, 核减 of money, or nothing at all, for those who were chosen, with one reason. */
export function RulingForm({ claim, rows, onSaved, onClose }: Props) {
  const act = useAct()
  const stands = commonOf(rows)
  const [whole, setWhole] = useState(stands.whole)
  const [online, setOnline] = useState(stands.online)
  const [offline, setOffline] = useState(stands.offline)
  const [incomplete, setIncomplete] = useState(stands.incomplete)
  const [money, setMoney] = useState(plainYuan(stands.money))
  const [reason, setReason] = useState(stands.reason)
  const [tried, setTried] = useState(false)
  const amount = readYuan(money)
  const good = (text: string) => hoursText.test(text.trim())
  const bad = reason.trim() === '' || (!whole && (!good(online) || !good(offline) || amount === undefined))
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (bad) return
    void act.run(async () => {
      const off = whole
        ? { online: '0', offline: '0', incomplete: false, money: 0 }
        : { online: online.trim(), offline: offline.trim(), incomplete, money: amount ?? 0 }
      const people = rows.map(({ id }) => id)
      const changed = await reviews.rule(claim, { ...off, whole, reason: reason.trim(), people })
      announce(peopleWords.saved)
      await onSaved(changed)
    })
  }
  const hoursField = (label: string, value: string, put: (text: string) => void) => (
    <TextField
      short
      inputMode="decimal"
      label={label}
      value={value}
      error={good(value) ? undefined : peopleWords.bad}
      onChange={put}
    />
  )
  return (
    <form class="card form stack narrow" onSubmit={submit}>
      <h2>{peopleWords.ruleTitle(rows.length)}</h2>
      <p class="quiet">{rows.map(({ number, name }) => `${number} ${name}`).join('、')}</p>
      <Choices
        legend={peopleWords.what}
        name="what"
        value={whole ? 'whole' : 'part'}
        onChange={(value) => setWhole(value === 'whole')}
        options={[
          { value: 'part', label: peopleWords.part },
          { value: 'whole', label: peopleWords.whole },
        ]}
      />
      {!whole && (
        <>
          <div class="pair">
            {hoursField(peopleWords.online, online, setOnline)}
            {hoursField(peopleWords.offline, offline, setOffline)}
          </div>
          <p class="help">{peopleWords.hoursHelp}</p>
          <Check label={peopleWords.incomplete} checked={incomplete} onChange={setIncomplete} />
          <TextField
            short
            inputMode="decimal"
            label={peopleWords.money}
            value={money}
            error={amount === undefined ? peopleWords.badMoney : undefined}
            onChange={setMoney}
          />
        </>
      )}
      <TextArea label={peopleWords.reason} rows={2} value={reason} maxLength={500} onChange={setReason} />
      {tried && reason.trim() === '' && <p class="error">{peopleWords.needReason}</p>}
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button kind="main" submit act={act}>
          {peopleWords.submit}
        </Button>
      </div>
    </form>
  )
}
