import type { PlanAnswer } from '../../../../shared/api/plans'
import type { PlanDetails } from '../../../../shared/plan/plan'
import type { PlanType } from '../../../../shared/plan/types'
import { useAct } from '../../client/act'
import { api } from '../../client/api'
import { useLoad } from '../../client/load'
import { plans } from '../../client/plans'
import { TextArea } from '../../parts/area'
import { Attachment } from '../../parts/attachment'
import { Drop } from '../../parts/drop'
import { ProblemNote } from '../../parts/note'
import { Check, Checks } from '../../parts/rows'
import { State } from '../../parts/state'
import { PlacesTable } from '../class/places-table'
import { PolicyChoice } from '../classes/policy-choice'
import { Exceptions } from './exceptions'
import { FormSection, type Part } from './form-section'
import { words } from './form-words'

interface Props extends Part {
  details: PlanDetails
  put: (change: Partial<PlanDetails>) => void
}

export function PolicyPart({ details, put, missing }: Props) {
  const policies = useLoad(api.policies, 'policies')
  return (
    <FormSection section="policy" missing={missing} lead={words.policyLead}>
      {policies.problem && <ProblemNote problem={policies.problem} retry={() => void policies.refresh()} />}
      {policies.data && (
        <PolicyChoice policies={policies.data} value={details.policy} onChange={(policy) => put({ policy })} />
      )}
      <Check label={words.waits} checked={details.waits} onChange={(waits) => put({ waits })} />
      <Check
        label={words.onlyPlatforms}
        checked={details.onlyPlatforms}
        onChange={(onlyPlatforms) => put({ onlyPlatforms })}
      />
      <Exceptions all={details.exceptions ?? []} onChange={(exceptions) => put({ exceptions })} />
    </FormSection>
  )
}

export function AttachmentsPart({
  details,
  put,
  missing,
  type,
  kind,
}: Props & { type: PlanType | undefined; kind: 'enterprise' | 'institution' }) {
  const attach = (paper: string, hash: string) =>
    put({ attachments: [...details.attachments.filter((one) => one.kind !== paper), { kind: paper, hash }] })
  const modules = (type?.modules ?? []).map((value) => ({ value, label: value }))
  const papers = type?.papers ?? []
  if (kind === 'institution' && papers.length === 0 && modules.length === 0) return null
  return (
    <FormSection section="attachments" missing={missing}>
      {modules.length > 0 && (
        <Checks
          legend={words.modules}
          all={modules}
          chosen={details.modules}
          onChange={(chosen) => put({ modules: chosen })}
        />
      )}
      {papers.map((paper) => (
        <Attachment
          key={paper.kind}
          label={paper.name}
          optional={paper.optional ?? false}
          hash={details.attachments.find((one) => one.kind === paper.kind)?.hash}
          onChange={(hash) => attach(paper.kind, hash)}
        />
      ))}
      {kind === 'enterprise' && (
        <TextArea
          label={words.report}
          optional
          help={words.reportHelp}
          rows={6}
          value={details.report}
          maxLength={8000}
          onChange={(report) => put({ report })}
        />
      )}
    </FormSection>
  )
}

export function RosterPart({ plan, missing, reload }: Part & { plan: PlanAnswer; reload: () => Promise<void> }) {
  const act = useAct()
  const take = (files: File[]) => {
    const [file] = files
    if (!file) return
    void act.run(async () => {
      await plans.attachRoster(plan.id, file)
      await reload()
    })
  }
  return (
    <FormSection section="roster" missing={missing} lead={words.rosterLead}>
      {plan.people > 0 && <State is="counted">{words.rosterKept(plan.people)}</State>}
      <Drop hint={words.rosterDrop} accept=".xlsx,.csv" onFiles={take} />
      {act.problem && <ProblemNote problem={act.problem} />}
      {act.problem && act.problem.places.length > 0 && (
        <PlacesTable places={act.problem.places} caption={act.problem.message} />
      )}
    </FormSection>
  )
}
