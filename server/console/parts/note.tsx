import type { ComponentChildren } from 'preact'
import type { Problem } from '../client/problem'
import { common } from '../words/common'
import { Icon } from './icon'

/** A message in place: what happened, to what, what to do. */
export function Note({
  is,
  children,
  alert,
}: {
  is: 'wrong' | 'attention' | 'counted'
  children: ComponentChildren
  alert?: boolean
}) {
  return (
    <div class={`note note-${is}`} role={alert ? 'alert' : undefined}>
      <Icon name={is} size={16} />
      <div>{children}</div>
    </div>
  )
}

/** What went wrong, in the server's own words; its code small, for the phone call. */
export function ProblemNote({ problem, retry }: { problem: Problem; retry?: () => void }) {
  return (
    <Note is="wrong" alert>
      <p>{problem.message}</p>
      <p class="row-wide">
        {retry && (
          <button type="button" class="button button-small" onClick={retry}>
            {common.retry}
          </button>
        )}
        <span class="small quiet">
          {common.code} {problem.code}
        </span>
      </p>
    </Note>
  )
}

/** Why there is nothing here, and what to do next. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

export function Loading() {
  return (
    <p class="quiet" role="status">
      {common.loading}
    </p>
  )
}
