import { useState } from 'preact/hooks'
import type { Delivery as Answer } from '../../../../shared/api/packages'
import { showTime } from '../../../../shared/calendar/beijing'
import { fromBase64url } from '../../../../shared/crypto'
import { useAct } from '../../client/act'
import { useLoad } from '../../client/load'
import { packages } from '../../client/packages'
import { isOneOf } from '../../client/session'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { CopyText } from '../../parts/copy-text'
import { Loading, ProblemNote } from '../../parts/note'
import { Figure, Heading } from '../../parts/page'
import { RecipientForm } from './recipient-form'
import { words } from './words'

/** To whom packages of claims go, and how they are signed. */
export function Delivery() {
  const { data, problem, refresh } = useLoad(packages.delivery, 'delivery')
  const [changed, setChanged] = useState<Answer>()
  const answer = changed ?? data
  return (
    <div class="narrow stack-wide">
      <div class="stack-tight">
        <Heading title={words.title} />
        <p class="quiet">{words.lead}</p>
      </div>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!answer && !problem && <Loading />}
      {answer && <Recipient answer={answer} onChange={setChanged} />}
      {answer && <Sm2 answer={answer} onChange={setChanged} />}
    </div>
  )
}

interface Props {
  answer: Answer
  onChange: (answer: Answer) => void
}

function Recipient({ answer: { recipient }, onChange }: Props) {
  const [changing, setChanging] = useState(false)
  const [asked, setAsked] = useState(false)
  const act = useAct()
  const manages = isOneOf('administrator', 'manager')
  return (
    <section class="card stack" aria-labelledby="recipient">
      <h2 id="recipient">{words.recipient}</h2>
      <p class="prose">{words.recipientLead}</p>
      {recipient ? (
        <>
          <CopyText text={recipient.recipient} label={words.key} />
          <dl class="figures">
            <Figure name={words.bureau}>{recipient.bureau}</Figure>
            <Figure name={words.compared}>{recipient.compared}</Figure>
            <Figure name={words.by}>
              {recipient.by} {showTime(recipient.at)}
            </Figure>
          </dl>
        </>
      ) : (
        <p class="quiet">
          {words.none} {!manages && words.managerOnly}
        </p>
      )}
      {manages && recipient && !changing && (
        <div class="row">
          <Button onClick={() => setChanging(true)}>{words.change}</Button>
          <Button onClick={() => setAsked(true)}>{words.withdraw}</Button>
        </div>
      )}
      {manages && (changing || !recipient) && (
        <RecipientForm
          onSaved={(next) => {
            setChanging(false)
            onChange(next)
          }}
        />
      )}
      {asked && (
        <Confirm
          title={words.withdrawTitle}
          action={words.withdraw}
          act={act}
          onClose={() => setAsked(false)}
          onConfirm={() =>
            void act.run(async () => {
              onChange(await packages.withdrawRecipient())
              setAsked(false)
            })
          }
        >
          <p>{words.withdrawText}</p>
        </Confirm>
      )}
    </section>
  )
}

function Sm2({ answer: { sm2 }, onChange }: Props) {
  const [asked, setAsked] = useState(false)
  const act = useAct()
  const manages = isOneOf('administrator', 'manager')
  return (
    <section class="card stack" aria-labelledby="sm2">
      <h2 id="sm2">{words.sm2}</h2>
      <p class="prose">{words.sm2Lead}</p>
      {sm2 ? (
        <>
          <CopyText text={sm2.fingerprint} label={words.fingerprint} />
          <CopyText text={pemOf(sm2.key)} label={words.publicKey} />
          <dl class="figures">
            <Figure name={words.since}>{showTime(sm2.since)}</Figure>
          </dl>
        </>
      ) : (
        <>
          <p class="quiet">
            {words.sm2None} {!manages && words.managerOnly}
          </p>
          {manages && (
            <div class="row">
              <Button onClick={() => setAsked(true)}>{words.sm2Enable}</Button>
            </div>
          )}
        </>
      )}
      {asked && (
        <Confirm
          title={words.sm2}
          action={words.sm2Enable}
          act={act}
          onClose={() => setAsked(false)}
          onConfirm={() =>
            void act.run(async () => {
              onChange(await packages.enableSm2())
              setAsked(false)
            })
          }
        >
          <p>{words.sm2EnableText}</p>
        </Confirm>
      )}
    </section>
  )
}

const pemOf = (key: string): string =>
  `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...fromBase64url(key)))}\n-----END PUBLIC KEY-----\n`
