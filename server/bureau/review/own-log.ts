import * as v from 'valibot'
import { classFolder, files } from '../../../shared/package/layout'
import { type Known, readEntry, readKnown } from '../../../shared/record/entry'
import type { OpenedZip } from '../../claim/open-zip'
import { ZipRefused } from '../../claim/read-zip'
import { nodeCrypto } from '../../crypto'
import { linesFrom } from '../across/lines-from'
import { keptText } from '../kept-text'

/** An entry with the hash that later entries know it by. */
export type LogEntry = Known & { hash: string }

const bound = v.object({ bindings: v.array(v.object({ claim: v.string(), seat: v.string() })) })
const joined = v.object({ kind: v.literal('join'), body: v.object({ claim: v.string() }) })
/** Of one person: as many as the verifier looks at (shared/package/chains.ts). */
const MOST_CHARACTERS = 2 ** 26

/**
 * Everything that one seat's chains say, as packed, by time; entries that this version does not know are left out, and what stands behind a line
 * that is none. Throws ZipRefused, and where it is more than one person's.
 */
export async function ownLog(zip: OpenedZip, classId: string, seat: string): Promise<LogEntry[]> {
  const folder = `data/${classFolder(classId)}/`
  const facts = await keptText(zip, `${folder}${files.facts.slice('data/'.length)}`)
  const read = v.safeParse(bound, parsed(facts ?? ''))
  if (!read.success) return []
  const claims = new Set(read.output.bindings.filter((one) => one.seat === seat).map(({ claim }) => claim))
  const chains = [...zip.keys()].filter(
    (path) => path.startsWith(`${folder}chains/`) && /\/[0-9a-f]{64}\.ndjson$/.test(path),
  )
  const entries: LogEntry[] = []
  let characters = 0
  for (const path of chains) {
    let first = true
    for await (const line of linesFrom(await zip.stream(path))) {
      if (first && !isOf(line, claims)) break
      first = false
      characters += line.length
      if (characters > MOST_CHARACTERS) throw new ZipRefused('一名学员的学习记录超过 64 MB')
      const entry = knownIn(line)
      if (!entry) break
      entries.push(...entry)
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

/** Whose chain it is stands in its first line: of others' no more is read. */
function isOf(line: string, claims: ReadonlySet<string>): boolean {
  const first = v.safeParse(joined, parsed(line))
  return first.success && claims.has(first.output.body.claim)
}

/** The entry of a line, nothing of a kind that is not known; undefined where it is no entry. */
function knownIn(line: string): LogEntry[] | undefined {
  try {
    const entry = readEntry(nodeCrypto, line)
    const known = readKnown(entry)
    return known ? [{ ...known, hash: entry.hash }] : []
  } catch {
    return undefined
  }
}
