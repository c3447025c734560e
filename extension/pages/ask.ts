import { browser } from 'wxt/browser'
import type { PageMessages } from '../messages'
import { type Reply, readReply } from '../messaging'

/** Asks the background. Rejects when it cannot answer (it is being updated, or the journal cannot be opened). */
export async function ask<K extends keyof PageMessages>(
  type: K,
  ...input: PageMessages[K]['input'] extends undefined ? [] : [PageMessages[K]['input']]
): Promise<PageMessages[K]['output']> {
  const reply: Reply<PageMessages[K]['output']> | undefined = await browser.runtime.sendMessage({
    type,
    input: input[0],
  })
  return readReply(reply)
}

/** Gives a text to the trainee as a file. */
export function save({ name, text }: { name: string; text: string }): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
