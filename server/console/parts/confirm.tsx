import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import type { Act } from '../client/act'
import { common } from '../words/common'
import { Button } from './button'
import { ProblemNote } from './note'

interface Props {
  title: string
  children: ComponentChildren
  action: string
  act: Act
  onConfirm: () => void
  onClose: () => void
}

/** Says what will happen and to whom. 取消 comes first and so has the focus: Enter alone does nothing; Esc closes. */
export function Confirm({ title, children, action, act, onConfirm, onClose }: Props) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose}>
      <div class="stack">
        <h2 id={id}>{title}</h2>
        {children}
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {common.cancel}
          </button>
          <Button kind="danger" act={act} onClick={onConfirm}>
            {action}
          </Button>
        </div>
      </div>
    </dialog>
  )
}
