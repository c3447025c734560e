import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { common } from '../words/common'

let first = true

/** A screen's heading and document title. Coming from another screen, reading goes on at the heading. */
export function Heading({ title, children }: { title: string; children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} - ${common.product}`
  }, [title])
  useEffect(() => {
    if (!first) heading.current?.focus()
    first = false
  }, [])
  return (
    <div class="row-between">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children && <div class="row no-print">{children}</div>}
    </div>
  )
}

/** A number with its name. */
export function Figure({ name, children, title }: { name: string; children: ComponentChildren; title?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd title={title}>{children}</dd>
    </div>
  )
}
