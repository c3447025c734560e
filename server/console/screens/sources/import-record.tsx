import { useState } from 'preact/hooks'
import type { ClassDetail } from '../../../../shared/api'
import type { SourceChoices, SourceReport } from '../../../../shared/api/sources'
import { platforms, type RecordKind } from '../../../../shared/sources/platforms'
import { useAct } from '../../client/act'
import { sources } from '../../client/sources'
import { announce } from '../../parts/announce'
import { Button } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { Choices, SelectField, TextField } from '../../parts/field'
import { Note, ProblemNote } from '../../parts/note'
import { importWords } from './import-words'
import { RecordCheck } from './record-check'
import { words } from './words'

type Stage =
  | { at: 'choose' }
  | { at: 'checked'; file: File; choices: SourceChoices; report: SourceReport }
  | { at: 'done'; report: SourceReport }

const OTHER = 'other'

/** Which platform, which file; look at what would happen, decide what the file leaves open, then import. */
export function ImportRecord({ detail, done }: { detail: ClassDetail; done: () => Promise<void> }) {
  const [platform, setPlatform] = useState<string>(platforms[0]?.id ?? OTHER)
  const [other, setOther] = useState('')
  const [kind, setKind] = useState<RecordKind>(platforms[0]?.kind ?? 'study')
  const [stage, setStage] = useState<Stage>({ at: 'choose' })
  const [name, setName] = useState('')
  const act = useAct()
  const classId = detail.summary.id
  const named = platform === OTHER ? other.trim() : platform

  const check = (file: File, choices: SourceChoices) => {
    setName(file.name)
    if (stage.at !== 'checked' || stage.file !== file) setStage({ at: 'choose' })
    void act.run(async () => {
      const report = await sources.check(classId, file, choices)
      setStage({ at: 'checked', file, choices, report })
      announce(
        report.errors.length > 0
          ? importWords.refused(report.errors.length)
          : report.need
            ? importWords.open
            : file.name,
      )
    })
  }
  const take = (file: File, choices: SourceChoices) =>
    void act.run(async () => {
      const report = await sources.take(classId, file, choices)
      setStage({ at: 'done', report })
      announce(importWords.taken(report.rows))
      await done()
    })

  return (
    <div class="stack">
      {stage.at !== 'done' && (
        <section class="card stack form">
          <SelectField
            label={importWords.choosePlatform}
            help={importWords.platformHelp}
            value={platform}
            onChange={(value) => {
              setPlatform(value)
              setStage({ at: 'choose' })
              const known = platforms.find(({ id }) => id === value)
              if (known) setKind(known.kind)
            }}
            options={[
              ...platforms.map(({ id, name }) => ({ value: id, label: name })),
              { value: OTHER, label: importWords.otherPlatform },
            ]}
          />
          {platform === OTHER && (
            <TextField label={importWords.platformName} maxLength={64} value={other} onChange={setOther} />
          )}
          <Choices
            legend={importWords.kind}
            name="record-kind"
            value={kind}
            onChange={(value) => {
              setKind(value === 'attendance' ? 'attendance' : 'study')
              setStage({ at: 'choose' })
            }}
            options={(['study', 'attendance'] as const).map((value) => ({
              ...{ value, label: importWords.kinds[value], help: importWords.kindHelp[value] },
            }))}
          />
          {named !== '' && (
            <Drop
              hint={importWords.drop}
              accept=".xlsx,.csv,.txt,.pdf,.xls"
              onFiles={([file]) => file && check(file, { kind, platform: named })}
            />
          )}
        </section>
      )}
      {act.busy && <p role="status">{importWords.checking(name)}</p>}
      {act.problem && <ProblemNote problem={act.problem} />}
      {stage.at === 'checked' && (
        <RecordCheck
          key={stage.file.name + stage.file.lastModified}
          courses={detail.plan.courses}
          {...stage}
          act={act}
          check={(choices) => check(stage.file, choices)}
          take={() => take(stage.file, stage.choices)}
        />
      )}
      {stage.at === 'done' && (
        <>
          <Note is="counted">{importWords.taken(stage.report.rows)}</Note>
          <div class="row">
            <Button onClick={() => setStage({ at: 'choose' })}>{words.importRecord}</Button>
          </div>
        </>
      )}
    </div>
  )
}
