import { useState } from 'preact/hooks'
import type { FormList, FormReport } from '../../../../shared/api/forms'
import { useAct } from '../../client/act'
import { forms } from '../../client/forms'
import { announce } from '../../parts/announce'
import { Button, DownloadButton } from '../../parts/button'
import { Drop } from '../../parts/drop'
import { Note, ProblemNote } from '../../parts/note'
import { common } from '../../words/common'
import { FormSheet } from './form-sheet'
import { NamesTable } from './names-table'
import { words } from './words'

/** A bureau's workbook for one form: a start to make it from, what is wrong with it, how it looks, and then its use. */
export function OwnFormCheck({ form, onUsed }: { form: FormList[number]; onUsed: () => Promise<void> }) {
  const [checked, setChecked] = useState<{ file: File; report: FormReport }>()
  const check = useAct()
  const use = useAct()
  const take = (file: File) => {
    setChecked(undefined)
    void check.run(async () => setChecked({ file, report: await forms.check(form.id, file) }))
  }
  const publish = (file: File) =>
    void use.run(async () => {
      await forms.publish(form.id, file)
      announce(words.used)
      await onUsed()
    })
  return (
    <section class="card stack" aria-labelledby="own-form">
      <h2 id="own-form">
        {words.replace}：{form.name}
      </h2>
      <p class="prose">{words.steps}</p>
      <div class="row">
        <DownloadButton fetch={() => forms.template(form.id)}>{words.start}</DownloadButton>
      </div>
      <NamesTable of={form.of} />
      <Drop hint={words.drop} accept=".xlsx" onFiles={([file]) => file && take(file)} />
      {check.busy && <p role="status">{common.working}</p>}
      {check.problem && <ProblemNote problem={check.problem} />}
      {checked && checked.report.problems.length > 0 && (
        <>
          <Note is="wrong">{words.problems(checked.report.problems.length)}</Note>
          <ul>
            {checked.report.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </>
      )}
      {checked && checked.report.problems.length === 0 && (
        <>
          <Note is="counted">{words.fine(checked.report.names.length)}</Note>
          {checked.report.sheets.map((sheet) => (
            <FormSheet key={sheet.name} sheet={sheet} />
          ))}
          {use.problem && <ProblemNote problem={use.problem} />}
          <div class="row">
            <Button kind="main" act={use} onClick={() => publish(checked.file)}>
              {words.use}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
