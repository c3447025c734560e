import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { PlanAnswer } from '../../../../shared/api/plans'
import { showClock } from '../../../../shared/calendar/beijing'
import { planType } from '../../../../shared/plan/types'
import { session } from '../../client/session'
import { Button } from '../../parts/button'
import { Note, ProblemNote } from '../../parts/note'
import { Heading } from '../../parts/page'
import { BasisPart, PeoplePart, TeachingPart, TimePart } from './basic-parts'
import { AttachmentsPart, PolicyPart, RosterPart } from './closing-parts'
import { CoursesPart, PlatformsPart } from './course-parts'
import { kindWords } from './kind-words'
import { TeachersPart, TimetablePart } from './teacher-parts'
import { type Draft, useDraft } from './use-draft'
import { words } from './words'

/** A draft, part by part in one column; it saves itself. */
export function PlanForm({ first }: { first: PlanAnswer }) {
  const draft = useDraft(first)
  const { route } = useLocation()
  const { plan, details, put, flush } = draft
  const now = session.value
  const kind = now.at === 'signed-in' && now.me.organisation.kind === 'enterprise' ? 'enterprise' : 'institution'
  const type = planType(plan.type)
  const part = { details, put, missing: plan.missing, kind } as const
  useEffect(() => {
    // The checklist leads to a part; it is drawn only now.
    const { hash } = location
    if (hash.length > 1) document.getElementById(hash.slice(1))?.scrollIntoView()
  }, [])
  const leave = async () => {
    if (await flush()) route(`/plans/${plan.id}`)
  }
  return (
    <form
      class="narrow stack-wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void leave()
      }}
    >
      <div class="stack-tight">
        <nav class="crumbs" aria-label={kindWords().plan}>
          <a href={`/plans/${plan.id}`}>{details.title || words.untitled}</a>
        </nav>
        <Heading title={`${words.edit}：${type?.name ?? kindWords().plan}`}>
          <SaveState draft={draft} />
        </Heading>
        {type?.unsupported && (
          <Note is="attention">
            <p>
              {words.unsupported}：{type.unsupported}
            </p>
            <p>{words.unsupportedHelp}</p>
          </Note>
        )}
      </div>
      {draft.problem && <ProblemNote problem={draft.problem} retry={() => void flush()} />}
      <BasisPart {...part} />
      <PeoplePart {...part} />
      <TimePart {...part} />
      <PlatformsPart {...part} />
      <CoursesPart {...part} />
      <TeachersPart {...part} putTeacherId={draft.putTeacherId} />
      <TimetablePart {...part} />
      <TeachingPart {...part} />
      <PolicyPart {...part} />
      <AttachmentsPart {...part} type={type} />
      {kind === 'institution' && <RosterPart plan={plan} missing={plan.missing} reload={draft.reload} />}
      <div class="row-wide">
        <Button kind="main" submit>
          {words.done}
        </Button>
        <SaveState draft={draft} />
      </div>
    </form>
  )
}

function SaveState({ draft: { state, plan } }: { draft: Draft }) {
  const text = {
    saved: words.savedAt(showClock(plan.savedAt)),
    changed: words.unsaved,
    saving: words.saving,
    failed: words.notSaved,
  }[state]
  return <span class={`small ${state === 'failed' ? 'state-wrong' : 'quiet'} numbers`}>{text}</span>
}
