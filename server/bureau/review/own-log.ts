import type { Readable } from 'node:stream'
import * as v from 'valibot'
import { fromUtf8 } from '../../../shared/crypto'
import { classFolder, files } from '../../../shared/package/layout'
import { type Known, readEntry, readKnown } from '../../../shared/record/entry'
import type { OpenedZip } from '../../claim/open-zip'
import { nodeCrypto } from '../../crypto'

/** An entry with the hash that later entries know it by. */
export type LogEntry = Known & { hash: string }

const bound = v.object({ bindings: v.array(v.object({ claim: v.string(), seat: v.string() })) })
const joined = v.object({ kind: v.literal('join'), body: v.object({ claim: v.string() }) })
/** An entry is at most 16 kB. */
const FIRST_LINE = 16_385

/** Everything that one seat's chains say, as packed, by time; entries that this version does not know are left out. Throws ZipRefused. */
export async function ownLog(zip: OpenedZip, classId: string, seat: string): Promise<LogEntry[]> {
  const folder = `data/${classFolder(classId)}/`
  const facts = await zip.get(`${folder}${files.facts.slice('data/'.length)}`)
  const read = facts && v.safeParse(bound, JSON.parse(fromUtf8(facts)))
  if (!read?.success) return []
  const claims = new Set(read.output.bindings.filter((one) => one.seat === seat).map(({ claim }) => claim))
  const chains = [...zip.keys()].filter(
    (path) => path.startsWith(`${folder}chains/`) && /\/[0-9a-f]{64}\.ndjson$/.test(path),
  )
  const entries: LogEntry[] = []
  for (const path of chains) {
    const first = v.safeParse(joined, parsed(await firstLine(await zip.stream(path))))
    if (!first.success || !claims.has(first.output.body.claim)) continue
    const bytes = await zip.get(path)
    for (const line of bytes ? fromUtf8(bytes).split('\n').filter(Boolean) : []) {
      const entry = readEntry(nodeCrypto, line)
      const known = readKnown(entry)
      if (known) entries.push({ ...known, hash: entry.hash })
    }
  }
  return entries.sort((a, b) => a.at - b.at || a.seq - b.seq)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A file is read no further than its first line: whose chain it is stands there. */
async function firstLine(stream: Readable): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of stream) {
    if (!(part instanceof Uint8Array)) break
    parts.push(Buffer.from(part))
    length += part.length
    if (part.includes(10) || length > FIRST_LINE) break
  }
  stream.destroy()
  return Buffer.concat(parts).toString('utf8').split('\n')[0] ?? ''
}
