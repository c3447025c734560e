import { type PlanCourse, type PlanDetails, type PlanPlatform, platformKinds } from '../../../../shared/plan/plan'
import { formNames, kindNames, onlineName, platformKindNames, platformPapers } from '../../../../shared/plan/words'
import { TextArea } from '../../parts/area'
import { Attachment } from '../../parts/attachment'
import { SelectField, TextField } from '../../parts/field'
import { newRowId, Rows } from '../../parts/rows'
import { sites } from '../classes/sites'
import { FormSection, type Part } from './form-section'
import { words } from './form-words'

interface Props extends Part {
  details: PlanDetails
  put: (change: Partial<PlanDetails>) => void
}

/** The seven recommended platforms name themselves; their host is their address. */
const known = (site: string) => {
  const label = sites.find(({ value }) => value === site && value !== 'any')?.label ?? ''
  return { name: label.replace(/（.*$/, ''), url: site === 'any' ? '' : `http://${site}` }
}

const freshPlatform = (): PlanPlatform => ({
  id: newRowId(),
  site: 'px.class.com.cn',
  ...known('px.class.com.cn'),
  kind: 'recommended',
})

export function PlatformsPart({ details, put, missing }: Props) {
  return (
    <FormSection section="platforms" missing={missing}>
      <Rows
        rows={details.platforms}
        name={words.platform}
        remove={words.remove}
        add={words.addPlatform}
        fresh={freshPlatform}
        onChange={(platforms) => put({ platforms })}
      >
        {(row, change) => (
          <>
            <SelectField
              label={words.site}
              value={row.site}
              options={sites}
              onChange={(site) => change({ site, ...known(site), kind: site === 'any' ? 'own' : 'recommended' })}
            />
            <TextField
              label={words.platformName}
              value={row.name}
              maxLength={100}
              onChange={(name) => change({ name })}
            />
            <TextField label={words.platformUrl} value={row.url} maxLength={300} onChange={(url) => change({ url })} />
            <SelectField
              label={words.platformKind}
              value={row.kind}
              options={platformKinds.map((value) => ({ value, label: platformKindNames[value] }))}
              onChange={(value) => change({ kind: platformKinds.find((one) => one === value) ?? 'third-party' })}
            />
            <Attachment
              label={words.platformPaper(platformPapers[row.kind])}
              optional={row.kind === 'recommended'}
              hash={row.attachment}
              onChange={(attachment) => change({ attachment })}
            />
          </>
        )}
      </Rows>
    </FormSection>
  )
}

const freshCourse = (site: string): PlanCourse => ({
  ...{ id: newRowId(), key: '', title: '', aliases: [], site, url: '', hours: '' },
  ...{ kind: 'theory', online: true, form: 'recorded', lessons: [] },
})

export function CoursesPart({ details, put, missing }: Props) {
  const used = details.platforms.flatMap(({ site, name }) =>
    site === '' ? [] : [{ value: site, label: name || site }],
  )
  const options = used.length > 0 ? used : sites
  return (
    <FormSection section="courses" missing={missing}>
      <Rows
        rows={details.courses}
        name={words.course}
        remove={words.remove}
        add={words.addCourse}
        fresh={() => freshCourse(options[0]?.value ?? 'any')}
        onChange={(courses) => put({ courses })}
      >
        {(row, change) => (
          <>
            <TextField
              label={words.courseTitle}
              help={words.courseTitleHelp}
              value={row.title}
              maxLength={300}
              onChange={(title) => change({ title })}
            />
            <div class="pair">
              <TextField
                label={words.hours}
                inputMode="decimal"
                value={row.hours}
                maxLength={7}
                onChange={(hours) => change({ hours: hours.trim() })}
              />
              <SelectField
                label={words.kind}
                value={row.kind}
                options={[
                  { value: 'theory', label: kindNames.theory },
                  { value: 'practice', label: kindNames.practice },
                ]}
                onChange={(kind) => change({ kind: kind === 'practice' ? 'practice' : 'theory' })}
              />
              <SelectField
                label={words.online}
                value={row.online ? 'online' : 'offline'}
                options={[
                  { value: 'online', label: onlineName(true) },
                  { value: 'offline', label: onlineName(false) },
                ]}
                onChange={(value) => change({ online: value === 'online' })}
              />
            </div>
            {row.online && <OnlineFields row={row} change={change} options={options} />}
          </>
        )}
      </Rows>
    </FormSection>
  )
}

function OnlineFields({
  row,
  change,
  options,
}: {
  row: PlanCourse
  change: (change: Partial<PlanCourse>) => void
  options: readonly { value: string; label: string }[]
}) {
  return (
    <>
      <div class="pair">
        <SelectField label={words.site} value={row.site} options={options} onChange={(site) => change({ site })} />
        <SelectField
          label={words.form}
          value={row.form}
          options={[
            { value: 'recorded', label: formNames.recorded },
            { value: 'live', label: formNames.live },
          ]}
          onChange={(form) => change({ form: form === 'live' ? 'live' : 'recorded' })}
        />
      </div>
      <TextField label={words.url} optional value={row.url} maxLength={300} onChange={(url) => change({ url })} />
      <TextField label={words.key} optional value={row.key} maxLength={300} onChange={(key) => change({ key })} />
      <TextArea
        label={words.aliases}
        optional
        help={words.aliasesHelp}
        rows={2}
        value={row.aliases.join('\n')}
        maxLength={2000}
        onChange={(text) => change({ aliases: text.split('\n').slice(0, 20) })}
      />
      <TextArea
        label={words.lessons}
        optional
        help={words.lessonsHelp}
        rows={2}
        value={row.lessons.join('\n')}
        maxLength={20_000}
        onChange={(text) => change({ lessons: text.split('\n').slice(0, 300) })}
      />
    </>
  )
}
