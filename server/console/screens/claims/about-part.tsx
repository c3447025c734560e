import { useState } from 'preact/hooks'
import type { ClaimAnswer, ClaimClassRow, SaveClaim } from '../../../../shared/api/claims'
import { plainYuan, readYuan } from '../../../../shared/claim/money'
import { useAct } from '../../client/act'
import { claims } from '../../client/claims'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { SelectField, TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { Figure } from '../../parts/page'
import { common } from '../../words/common'
import type { PartProps } from './claim-page'
import { words } from './words'

/** What a claim says of itself and of its classes. */
export function AboutPart({ claim, onChange }: PartProps) {
  const [title, setTitle] = useState(claim.title)
  const [day, setDay] = useState(claim.day)
  const [onBehalf, setOnBehalf] = useState(claim.onBehalf)
  const [rateTable, setRateTable] = useState(claim.rateTable)
  const [classes, setClasses] = useState<readonly Typed[]>(claim.classes.map(typedOf))
  const act = useAct()
  if (claim.status !== 'draft' || !mayWrite()) return <Fixed claim={claim} />
  const bad = classes.some((one) => one.cost !== '' && costOf(one) === undefined)
  const submit = (event: Event) => {
    event.preventDefault()
    if (bad) return
    const request: SaveClaim = {
      ...{ savedAt: claim.savedAt, title: title.trim(), day, onBehalf, rateTable },
      classes: classes.map((one) => {
        const cost = costOf(one)
        const { id, proof, trade } = one
        return { id, trade, ...(cost && { cost }), ...(proof !== undefined && { proof }) }
      }),
    }
    void act.run(async () => {
      onChange(await claims.save(claim.id, request))
      announce(words.saved)
    })
  }
  const edit = (id: string, change: Partial<Typed>) =>
    setClasses(classes.map((one) => (one.id === id ? { ...one, ...change } : one)))
  return (
    <form class="form stack narrow" onSubmit={submit}>
      <TextField label={words.claimTitle} value={title} maxLength={100} onChange={setTitle} />
      <SelectField
        label={words.table}
        help={words.tableHelp}
        value={rateTable}
        onChange={setRateTable}
        options={claim.tables.map(({ id, title: name, own, standard }) => ({
          value: id,
          label: `${own ? `${words.ownTable}：` : ''}${name}（${standard}）`,
        }))}
      />
      <TextField type="date" short label={words.day} help={words.dayHelp} value={day} onChange={setDay} />
      <label class="choice">
        <input type="checkbox" checked={onBehalf} onChange={() => setOnBehalf(!onBehalf)} />
        <span>
          {words.onBehalf}
          <span class="quiet small"> {words.onBehalfHelp}</span>
        </span>
      </label>
      {classes.map((one) => (
        <ClassFields
          key={one.id}
          one={one}
          needs={claim.needs}
          onEdit={(change) => edit(one.id, change)}
          {...(classes.length > 1 && { onRemove: () => setClasses(classes.filter(({ id }) => id !== one.id)) })}
        />
      ))}
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="row">
        <Button kind="main" submit act={act} disabled={bad || title.trim() === '' || day === ''}>
          {common.save}
        </Button>
      </div>
    </form>
  )
}

interface Typed {
  id: string
  name: string
  about: string
  cost: string
  heads: string
  proof?: string
  trade: string
}

const typedOf = ({ id, name, occupation, level, enrolled, cost, proof, trade }: ClaimClassRow): Typed => ({
  ...{ id, name, about: `${occupation} ${level}`, trade },
  cost: cost ? plainYuan(cost.total) : '',
  heads: String(cost?.heads ?? enrolled),
  ...(proof !== undefined && { proof }),
})

function costOf({ cost, heads }: Typed): { total: number; heads: number } | undefined {
  const total = readYuan(cost)
  return total === undefined || !/^[1-9]\d{0,4}$/.test(heads) ? undefined : { total, heads: Number(heads) }
}

function ClassFields({
  one,
  needs,
  onEdit,
  onRemove,
}: {
  one: Typed
  needs: ClaimAnswer['needs']
  onEdit: (change: Partial<Typed>) => void
  onRemove?: () => void
}) {
  if (!needs.cost && needs.trades.length === 0 && !onRemove) return null
  return (
    <fieldset class="card stack">
      <legend>
        {one.name} <span class="quiet">{one.about}</span>
      </legend>
      {needs.cost && (
        <>
          <div class="pair">
            <TextField
              label={words.cost}
              help={words.costHelp}
              optional
              inputMode="decimal"
              value={one.cost}
              error={one.cost !== '' && costOf(one) === undefined ? words.badAmount : undefined}
              onChange={(cost) => onEdit({ cost })}
            />
            <TextField
              label={words.heads}
              optional
              inputMode="numeric"
              value={one.heads}
              onChange={(heads) => onEdit({ heads })}
            />
          </div>
          <Attachment label={words.proof} optional hash={one.proof} onChange={(proof) => onEdit({ proof })} />
        </>
      )}
      {needs.trades.length > 0 && (
        <SelectField
          label={words.trade}
          value={one.trade}
          onChange={(trade) => onEdit({ trade })}
          options={[{ value: '', label: words.none }, ...needs.trades.map((value) => ({ value, label: value }))]}
        />
      )}
      {onRemove && (
        <div class="row">
          <Button kind="small" onClick={onRemove}>
            {words.removeClass}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

/** The same once it can no longer be changed, or for who only reads. */
function Fixed({ claim }: { claim: ClaimAnswer }) {
  const table = claim.tables.find(({ id }) => id === claim.rateTable)
  return (
    <div class="stack">
      {claim.status !== 'draft' && <Note is="attention">{words.fixedNow}</Note>}
      <dl class="figures">
        <Figure name={words.claimTitle}>{claim.title}</Figure>
        <Figure name={words.table}>{table ? `${table.title}（${table.standard}）` : claim.rateTable}</Figure>
        <Figure name={words.day}>{claim.day}</Figure>
        {claim.onBehalf && <Figure name={words.onBehalf}>{words.onBehalfHelp}</Figure>}
        <Figure name={words.classes}>
          {claim.classes.map(({ name, chosen, enrolled }) => `${name}（${chosen} / ${enrolled}）`).join('、')}
        </Figure>
      </dl>
    </div>
  )
}
