import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { policyKey } from '../../../../shared/study/policies'
import { useAct } from '../../client/act'
import { api } from '../../client/api'
import { useKept } from '../../client/kept'
import { useLoad } from '../../client/load'
import { Button } from '../../parts/button'
import { Field, SelectField, TextField } from '../../parts/field'
import { Loading, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { common } from '../../words/common'
import { type ClassDraft, checkClass, classDraft, emptyClass, requestOf } from './class-draft'
import { CourseFields } from './course-fields'
import { PolicyChoice } from './policy-choice'
import { words } from './words'

/** A class whose plan is not filed here. One column, kept as a draft with every key; the first field in error takes the focus. */
export function OpenDirectly() {
  const { route } = useLocation()
  const { value: kept, keep, forget } = useKept('xueji-draft-class', classDraft, emptyClass)
  const policies = useLoad(api.policies, 'policies')
  const [tried, setTried] = useState(0)
  const act = useAct()
  const form = useRef<HTMLFormElement>(null)

  const [preset] = policies.data ?? []
  const draft: ClassDraft = kept.policy === '' && preset ? { ...kept, policy: policyKey(preset) } : kept
  const put = (change: Partial<ClassDraft>) => keep({ ...draft, ...change })
  const errors = checkClass(draft)
  const shown = tried > 0 ? errors : {}
  const count = Object.keys(errors).length

  useEffect(() => {
    if (tried > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [tried])

  const submit = (event: Event) => {
    event.preventDefault()
    const policy = policies.data?.find((one) => policyKey(one) === draft.policy)
    if (count > 0 || !policy) return setTried(tried + 1)
    void act.run(async () => {
      const { id } = await api.openClass(requestOf(draft, policy))
      forget()
      route(`/classes/${id}/import`, true)
    })
  }
  const text = (field: 'name' | 'title' | 'occupation', label: string, help: string) => (
    <TextField
      label={label}
      help={help}
      value={draft[field]}
      maxLength={100}
      onChange={(value) => put({ [field]: value })}
      error={shown[field]}
    />
  )
  return (
    <form class="narrow stack-wide" ref={form} onSubmit={submit} noValidate>
      <div class="stack-tight">
        <nav class="crumbs" aria-label={common.classes}>
          <a href="/classes">{words.title}</a>
        </nav>
        <Heading title={words.open} />
        <p class="quiet">{words.lead}</p>
      </div>
      <div class="card stack">
        {text('name', words.name, words.nameHelp)}
        {text('title', words.planTitle(), words.planTitleHelp())}
        {text('occupation', words.occupation, words.occupationHelp)}
        <SelectField
          label={words.level}
          value={draft.level}
          onChange={(level) => put({ level })}
          error={shown.level}
          options={[
            { value: '', label: words.chooseLevel },
            ...words.levels.map((level) => ({ value: level, label: level })),
          ]}
        />
        <div class="pair">
          <TextField
            label={words.from}
            type="date"
            value={draft.from}
            onChange={(from) => put({ from })}
            error={shown.from}
          />
          <TextField
            label={words.until}
            type="date"
            value={draft.until}
            onChange={(until) => put({ until })}
            error={shown.until}
          />
        </div>
        <p class="quiet small">{words.periodHelp}</p>
      </div>
      <section class="card stack" aria-labelledby="open-courses">
        <h2 id="open-courses">{words.courses}</h2>
        <p class="quiet">{words.coursesLead}</p>
        <CourseFields courses={draft.courses} errors={shown} onChange={(courses) => put({ courses })} />
      </section>
      <section class="card stack" aria-labelledby="open-policy">
        <h2 id="open-policy">{words.policy}</h2>
        <p class="quiet">{words.policyLead}</p>
        {policies.problem && <ProblemNote problem={policies.problem} retry={() => void policies.refresh()} />}
        {policies.data ? (
          <PolicyChoice
            policies={policies.data}
            value={draft.policy}
            onChange={(policy) => put({ policy })}
            error={shown.policy}
          />
        ) : (
          <Loading />
        )}
        <Field label={words.platforms} optional help={words.platformsHelp} error={shown.platforms}>
          {(wiring) => (
            <textarea
              {...wiring}
              class="input"
              rows={2}
              value={draft.platforms}
              onInput={(event) => put({ platforms: event.currentTarget.value })}
            />
          )}
        </Field>
        <label class="row">
          <input
            type="checkbox"
            checked={draft.waits || draft.consentDate !== ''}
            disabled={draft.consentDate !== ''}
            onChange={(event) => put({ waits: event.currentTarget.checked })}
          />
          {words.waits}
        </label>
        <TextField
          label={words.consentDate}
          help={words.consentHelp}
          type="date"
          optional
          value={draft.consentDate}
          onChange={(consentDate) => put({ consentDate })}
        />
      </section>
      {act.problem && <ProblemNote problem={act.problem} />}
      <div class="stack-tight">
        <div class="row-wide">
          <Button kind="main" submit act={act}>
            {words.submit}
          </Button>
          <a class="button" href="/classes">
            {common.cancel}
          </a>
          <Button kind="link" onClick={forget}>
            {common.discardDraft}
          </Button>
        </div>
        <p class="small quiet">{common.draftKept}</p>
        <p role="status" class="state-wrong">
          {tried > 0 && count > 0 ? words.lookAbove(count) : ''}
        </p>
      </div>
    </form>
  )
}
