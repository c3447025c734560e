import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { common } from '../words/common'
import { announce } from './announce'

/** A text to pass on exactly. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const box = useRef<HTMLElement>(null)
  const select = () => {
    if (box.current) getSelection()?.selectAllChildren(box.current)
  }
  return (
    <div class="copy">
      <code ref={box}>{text}</code>
      <CopyButton text={text} label={label} onRefused={select}>
        {common.copy}
      </CopyButton>
    </div>
  )
}

interface Props {
  text: string
  label: string
  children: ComponentChildren
  /** The browser does not let us copy, as on a plain connection. */
  onRefused?: () => void
}

export function CopyButton({ text, label, children, onRefused }: Props) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      announce(`${common.copied}：${label}`)
    } catch {
      onRefused?.()
    }
  }
  return (
    <button type="button" class="button button-small" onClick={() => void copy()}>
      {copied ? common.copied : children}
      <span class="hidden-visually">：{label}</span>
    </button>
  )
}
