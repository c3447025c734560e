import { useState } from 'preact/hooks'
import type { OrganisationAnswer, SaveOrganisation } from '../../../../shared/api/plans'
import { readCreditCode } from '../../../../shared/people/credit-code'
import { useAct } from '../../client/act'
import { useLoad } from '../../client/load'
import { plans } from '../../client/plans'
import { mayWrite } from '../../client/session'
import { announce } from '../../parts/announce'
import { TextArea } from '../../parts/area'
import { Attachment } from '../../parts/attachment'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { State } from '../../parts/state'
import { common } from '../../words/common'
import { AccountCard } from './account-card'
import { DeadlineFields } from './deadline-fields'
import { InstitutionFields } from './institution-fields'
import { words } from './words'

/** The organisation's own papers. */
export function Organisation() {
  const { data, problem, refresh } = useLoad(plans.organisation, 'organisation')
  return (
    <div class="narrow stack-wide">
      <div class="stack-tight">
        <Heading title={words.title} />
        {data?.kind !== 'bureau' && <p class="quiet">{words.lead}</p>}
      </div>
      {problem && <ProblemNote problem={problem} retry={() => void refresh()} />}
      {!data && !problem && <Loading />}
      {data && <Papers first={data} />}
      {data && data.kind !== 'bureau' && <AccountCard first={data} />}
    </div>
  )
}

function Papers({ first }: { first: OrganisationAnswer }) {
  const { kind: of, account: _, creditCodeWarning: __, ...rest } = first
  const [form, setForm] = useState<SaveOrganisation>(rest)
  const [saved, setSaved] = useState(false)
  const act = useAct()
  const put = (change: Partial<SaveOrganisation>) => {
    setSaved(false)
    setForm({ ...form, ...change })
  }
  const bureau = of === 'bureau'
  const kind = of === 'enterprise' ? 'enterprise' : 'institution'
  const warning = form.creditCode.trim() === '' ? undefined : readCreditCode(form.creditCode).warning
  const submit = (event: Event) => {
    event.preventDefault()
    void act.run(async () => {
      await plans.saveOrganisation(form)
      setSaved(true)
      announce(common.saved)
    })
  }
  const text = (
    field: 'address' | 'legalRepresentative' | 'contact' | 'phone' | 'bureau',
    maxLength: number,
    help?: string,
  ) => (
    <TextField
      label={words[field]}
      help={help}
      value={form[field]}
      maxLength={maxLength}
      onChange={(value) => put({ [field]: value })}
    />
  )
  return (
    <form class="stack-wide" onSubmit={submit} noValidate>
      <section class="card stack" aria-labelledby="basics">
        <h2 id="basics">{words.basics}</h2>
        <TextField label={words.name} value={form.name} maxLength={100} onChange={(name) => put({ name })} />
        <TextField
          label={words.creditCode}
          value={form.creditCode}
          warning={warning}
          maxLength={30}
          onChange={(creditCode) => put({ creditCode })}
        />
        {text('address', 200)}
        {!bureau && text('legalRepresentative', 50)}
        <div class="pair">
          {text('contact', 50)}
          {text('phone', 30)}
        </div>
        {!bureau && (
          <>
            <TextArea
              label={words.about[kind]}
              help={words.aboutHelp}
              value={form.about}
              maxLength={3000}
              onChange={(about) => put({ about })}
            />
            <TextArea
              label={words.business}
              help={words.businessHelp}
              value={form.business}
              maxLength={3000}
              onChange={(business) => put({ business })}
            />
            {text('bureau', 100, words.bureauHelp)}
            <Attachment
              label={words.licence[kind]}
              hash={form.licence}
              onChange={(licence) => put({ licence })}
              readOnly={!mayWrite()}
            />
          </>
        )}
      </section>
      {of === 'institution' && (
        <InstitutionFields value={form.institution} onChange={(institution) => put({ institution })} />
      )}
      <DeadlineFields kind={of} value={form.deadlines} onChange={(deadlines) => put({ deadlines })} />
      {act.problem && <ProblemNote problem={act.problem} />}
      {mayWrite() && (
        <div class="row">
          <Button kind="main" submit act={act}>
            {words.save}
          </Button>
          {saved && <State is="counted">{common.saved}</State>}
        </div>
      )}
    </form>
  )
}
