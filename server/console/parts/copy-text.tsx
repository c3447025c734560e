import { useState } from 'preact/hooks'
import { common } from '../words/common'
import { announce } from './announce'

/** A text to pass on exactly; where the browser does not let us copy, it is selected instead. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async (box: HTMLElement | null) => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      announce(common.copied)
    } catch {
      if (box) getSelection()?.selectAllChildren(box)
    }
  }
  return (
    <div class="copy">
      <code>{text}</code>
      <button
        type="button"
        class="button button-small"
        aria-label={`${common.copy}：${label}`}
        onClick={(event) => void copy(event.currentTarget.parentElement?.querySelector('code') ?? null)}
      >
        {copied ? common.copied : common.copy}
      </button>
    </div>
  )
}
