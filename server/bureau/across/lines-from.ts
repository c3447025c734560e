import type { Readable } from 'node:stream'
import { MAX_ENTRY_BYTES } from '../../../shared/record/entry'

/** Lines ended by LF, as they come, up to the first that is longer than any entry; what follows the last LF is left out. */
export async function* linesFrom(stream: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const part of stream) {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
    if (rest.length > MAX_ENTRY_BYTES) return
  }
}
