import { useRef } from 'preact/hooks'
import { withoutPlace } from '../../../shared/look/picture'
import { useAct } from '../client/act'
import { decisions } from '../client/decisions'
import { saveFile } from '../client/http'
import { Problem } from '../client/problem'
import { common } from '../words/common'
import { Button } from './button'
import { Field } from './field'
import { ProblemNote } from './note'
import { State } from './state'

interface Props {
  label: string
  help?: string
  optional?: boolean
  /** SHA-256 of what was uploaded. */
  hash?: string | undefined
  onChange: (hash: string) => void
  /** Where it goes; answers its hash. Papers of the organisation where it is absent. */
  upload?: (file: Blob) => Promise<string>
  readOnly?: boolean
}

/** A picture or PDF that papers rest on: uploaded at once, named by its hash, to be looked at again. Pictures lose the place they were taken at. */
export function Attachment({
  label,
  help,
  optional = false,
  hash,
  onChange,
  upload = decisions.evidence,
  readOnly = false,
}: Props) {
  const act = useAct()
  const input = useRef<HTMLInputElement>(null)
  const take = (file: File | undefined) => {
    if (!file) return
    void act.run(async () => {
      const sent = await withoutPlace(file)
      if (!sent) throw new Problem('file-refused', common.attachmentBad)
      onChange(await upload(sent))
      if (input.current) input.current.value = ''
    })
  }
  return (
    <Field label={label} help={help ?? common.attachmentHelp} optional={optional}>
      {(wiring) => (
        <div class="stack-tight">
          {hash !== undefined && (
            <p class="row">
              <State is="counted">{common.uploaded}</State>
              <span class="mono quiet">{hash.slice(0, 8)}</span>
              <Button
                kind="small"
                act={act}
                onClick={() => void act.run(async () => saveFile(await decisions.evidenceFile(hash)))}
              >
                {common.download}
                <span class="hidden-visually">：{label}</span>
              </Button>
            </p>
          )}
          {!readOnly && (
            <div class="row choose">
              <input
                {...wiring}
                ref={input}
                type="file"
                accept=".jpg,.jpeg,.png,.webp,.pdf"
                onChange={(event) => take(event.currentTarget.files?.[0])}
              />
              <label for={wiring.id} class="button button-small">
                {hash === undefined ? common.chooseFile : common.otherFile}
              </label>
            </div>
          )}
          {act.busy && <p class="quiet small">{common.working}</p>}
          {act.problem && <ProblemNote problem={act.problem} />}
        </div>
      )}
    </Field>
  )
}
