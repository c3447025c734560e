import type { ComponentChildren } from 'preact'
import { type Act, useAct } from '../client/act'
import { type ServedFile, saveFile } from '../client/http'
import { common } from '../words/common'
import { ProblemNote } from './note'

interface Props {
  children: ComponentChildren
  act?: Act
  onClick?: () => void
  kind?: 'main' | 'danger' | 'small' | 'link'
  submit?: boolean
  disabled?: boolean
}

/** While its act runs it says so and takes no second click, but keeps the focus. */
export function Button({ children, act, onClick, kind, submit, disabled = false }: Props) {
  const busy = act?.busy ?? false
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class={`button${kind ? ` button-${kind}` : ''}`}
      disabled={disabled}
      aria-disabled={busy ? 'true' : undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.()
      }}
    >
      {busy ? common.working : children}
    </button>
  )
}

/** Fetches a file and saves it; says what is wrong where the server refuses. */
export function DownloadButton({
  fetch,
  children,
  kind,
}: {
  fetch: () => Promise<ServedFile>
  children: ComponentChildren
  kind?: 'main' | 'small'
}) {
  const act = useAct()
  return (
    <>
      <Button act={act} {...(kind && { kind })} onClick={() => void act.run(async () => saveFile(await fetch()))}>
        {children}
      </Button>
      {act.problem && <ProblemNote problem={act.problem} />}
    </>
  )
}
