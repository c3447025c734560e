import { editions, methods, type PlanDetails } from '../../../../shared/plan/plan'
import { levels, methodNames } from '../../../../shared/plan/words'
import { TextArea } from '../../parts/area'
import { SelectField, TextField } from '../../parts/field'
import { Checks } from '../../parts/rows'
import { FormSection, type Part } from './form-section'
import { words } from './form-words'

interface Props extends Part {
  details: PlanDetails
  put: (change: Partial<PlanDetails>) => void
  kind: 'enterprise' | 'institution'
}

export function BasisPart({ details, put, missing }: Props) {
  const { occupation } = details
  return (
    <FormSection section="basis" missing={missing}>
      <TextField
        label={words.title}
        help={words.titleHelp}
        value={details.title}
        maxLength={100}
        onChange={(title) => put({ title })}
      />
      <TextField
        label={words.name}
        help={words.nameHelp}
        value={occupation.name}
        maxLength={100}
        onChange={(name) => put({ occupation: { ...occupation, name } })}
      />
      <div class="pair">
        <TextField
          label={words.code}
          optional
          help={words.codeHelp}
          value={occupation.code}
          maxLength={16}
          onChange={(code) => put({ occupation: { ...occupation, code: code.trim() } })}
        />
        <SelectField
          label={words.edition}
          value={occupation.edition}
          options={editions.map((value) => ({ value, label: words.editionOf(value) }))}
          onChange={(value) =>
            put({ occupation: { ...occupation, edition: editions.find((one) => one === value) ?? '2022' } })
          }
        />
      </div>
      <SelectField
        label={words.level}
        value={details.level}
        options={[{ value: '', label: words.chooseLevel }, ...levels.map((value) => ({ value, label: value }))]}
        onChange={(level) => put({ level })}
      />
    </FormSection>
  )
}

export function PeoplePart({ details, put, missing, kind }: Props) {
  const { headTeacher } = details
  return (
    <FormSection section="people" missing={missing}>
      <TextArea
        label={words.audience}
        help={words.audienceHelp}
        rows={2}
        value={details.audience}
        maxLength={500}
        onChange={(audience) => put({ audience })}
      />
      <TextField
        label={words.trainees}
        short
        inputMode="decimal"
        value={details.trainees}
        maxLength={6}
        onChange={(trainees) => put({ trainees: trainees.trim() })}
      />
      <Checks
        legend={words.methods}
        all={methods.map((value) => ({ value, label: methodNames[value] }))}
        chosen={details.methods}
        onChange={(chosen) => put({ methods: chosen })}
      />
      {kind === 'enterprise' ? (
        <>
          <TextArea
            label={words.relevance}
            help={words.relevanceHelp}
            value={details.relevance}
            maxLength={2000}
            onChange={(relevance) => put({ relevance })}
          />
          <TextField
            label={words.cost}
            short
            inputMode="decimal"
            value={details.cost}
            maxLength={12}
            onChange={(cost) => put({ cost: cost.trim() })}
          />
        </>
      ) : (
        <div class="pair">
          <TextField
            label={words.headTeacher}
            value={headTeacher.name}
            maxLength={50}
            onChange={(name) => put({ headTeacher: { ...headTeacher, name } })}
          />
          <TextField
            label={words.headTeacherPhone}
            value={headTeacher.phone}
            maxLength={30}
            onChange={(phone) => put({ headTeacher: { ...headTeacher, phone } })}
          />
        </div>
      )}
      <TextField label={words.fund} optional value={details.fund} maxLength={100} onChange={(fund) => put({ fund })} />
    </FormSection>
  )
}

export function TimePart({ details, put, missing }: Props) {
  const { period } = details
  return (
    <FormSection section="time" missing={missing}>
      <div class="pair">
        <TextField
          type="date"
          label={words.from}
          value={period.from}
          onChange={(from) => put({ period: { ...period, from } })}
        />
        <TextField
          type="date"
          label={words.until}
          value={period.to}
          onChange={(to) => put({ period: { ...period, to } })}
        />
      </div>
      <TextField
        label={words.place}
        optional
        help={words.placeHelp}
        value={details.place}
        maxLength={200}
        onChange={(place) => put({ place })}
      />
    </FormSection>
  )
}

export function TeachingPart({ details, put, missing, kind }: Props) {
  return (
    <FormSection section="teaching" missing={missing}>
      <TextArea
        label={words.textbooks}
        help={words.textbooksHelp}
        optional={kind === 'enterprise'}
        value={details.textbooks}
        maxLength={2000}
        onChange={(textbooks) => put({ textbooks })}
      />
      <TextArea
        label={words.assessment}
        help={words.assessmentHelp}
        value={details.assessment}
        maxLength={1000}
        onChange={(assessment) => put({ assessment })}
      />
    </FormSection>
  )
}
