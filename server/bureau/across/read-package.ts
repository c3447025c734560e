import type { Readable } from 'node:stream'
import * as v from 'valibot'
import { sha256Hex } from '../../../shared/crypto'
import { chainFile, classFolder, files } from '../../../shared/package/layout'
import { join, span, view } from '../../../shared/record/bodies'
import { count, digest, text } from '../../../shared/record/fields'
import { facts as allFacts } from '../../../shared/study/facts'
import type { OpenedZip } from '../../claim/open-zip'
import { nodeCrypto } from '../../crypto'
import { keptText } from '../kept-text'
import type { ReadTrace } from '../read-task'
import { linesFrom } from './lines-from'
import { merged, type Stretch } from './stretch'

/** Of each file what is needed here, so that what later versions add does not matter. */
const claimClasses = v.object({ classes: v.array(v.object({ class: text(64) })) })
const { bindings, attended, imported } = allFacts.entries
const timeFacts = v.object({ bindings, attended, imported })
const joinLine = v.object({ chain: digest, seq: v.literal(0), kind: v.literal('join'), body: join })
const spanTimes = v.object(v.pick(span, ['wall', 'ms', 'from', 'to', 'rate']).entries)
const watchLine = v.object({
  seq: count,
  body: v.object({ view: digest, spans: v.array(spanTimes) }),
})
const viewLine = v.object({ seq: count, body: v.object({ host: view.entries.host }) })
type Span = v.InferOutput<typeof spanTimes>

/** Of one trace, and of all of a claim: ten times ten thousand people with sixty hours each. More is nobody's record, and the server holds them all. */
const MOST = { trace: 100_000, claim: 1_000_000 }

/** More than a claim can hold. */
class TooMany extends Error {
  constructor() {
    super('学习记录的段数异常多，没有与其他申报比对。请退回单位核实')
  }
}

/** A lesson played in fewer spans, or shorter, may look like another's by chance. */
const PRINT = { spans: 3, ms: 10 * 60_000 }

/**
 * Every trace of a claim's package, one chain at a time and line by line: memory is that of one chain. What cannot be read is passed over, for
 * the verification of the package tells of it. Throws where there are more stretches, lessons and hosts than any claim has.
 */
export async function* tracesOf(zip: OpenedZip): AsyncGenerator<ReadTrace> {
  let all = 0
  for await (const trace of eachTrace(zip)) {
    const count = trace.stretches.length + trace.prints.length + trace.hosts.length
    all += 1 + count
    if (count > MOST.trace || all > MOST.claim) throw new TooMany()
    yield trace
  }
}

async function* eachTrace(zip: OpenedZip): AsyncGenerator<ReadTrace> {
  const paths = [...zip.keys()]
  const claim = await parsed(zip, files.claim, claimClasses)
  for (const { class: id } of claim?.classes ?? []) {
    const folder = `data/${classFolder(id)}/`
    const within = (path: string) => folder + path.slice('data/'.length)
    const facts = await parsed(zip, within(files.facts), timeFacts)
    if (!facts) continue
    const seats = new Map(facts.bindings.map(({ claim: of, seat }) => [of, seat]))
    const chains = paths.flatMap(
      (path) => /^data\/chains\/([0-9a-f]{64})\.ndjson$/.exec(unfolded(path, folder))?.[1] ?? [],
    )
    for (const chain of chains) {
      const trace = await readChain(await zip.stream(within(chainFile(chain))), chain, seats)
      if (trace) yield { class: id, ...trace }
    }
    for (const [kind, given] of [
      ['attended', facts.attended ?? []],
      ['imported', facts.imported],
    ] as const) {
      for (const [seat, stretches] of stated(given)) yield { class: id, seat, kind, stretches, prints: [], hosts: [] }
    }
  }
}

const unfolded = (path: string, folder: string): string =>
  path.startsWith(folder) ? `data/${path.slice(folder.length)}` : ''

async function parsed<S extends v.GenericSchema>(
  zip: OpenedZip,
  path: string,
  schema: S,
): Promise<v.InferOutput<S> | undefined> {
  const text = await keptText(zip, path)
  return text === undefined ? undefined : outputOf(schema, text)
}

function outputOf<S extends v.GenericSchema>(schema: S, json: string): v.InferOutput<S> | undefined {
  try {
    const found = v.safeParse(schema, JSON.parse(json))
    return found.success ? found.output : undefined
  } catch {
    return undefined
  }
}

async function readChain(
  stream: Readable,
  chain: string,
  seats: ReadonlyMap<string, string>,
): Promise<Omit<ReadTrace, 'class'> | undefined> {
  let begun: { seat: string; device: string } | undefined
  const stretches: Stretch[] = []
  const hosts = new Map<string, number>()
  const views = new Map<string, { seq: number; spans: Span[] }>()
  for await (const line of linesFrom(stream)) {
    if (!begun) {
      const first = outputOf(joinLine, line)?.body
      const seat = first && seats.get(first.claim)
      if (!first || seat === undefined) {
        stream.destroy()
        return undefined
      }
      begun = { seat, device: first.device }
    } else if (line.includes('"kind":"watch"')) {
      const watch = outputOf(watchLine, line)
      if (!watch) continue
      const { seq, body } = watch
      for (const { wall, ms } of body.spans) if (ms > 0) stretches.push({ seq, from: wall, to: wall + ms })
      const one = views.get(body.view) ?? { seq, spans: [] }
      one.spans.push(...body.spans)
      views.set(body.view, one)
    } else if (line.includes('"kind":"view"')) {
      const seen = outputOf(viewLine, line)
      if (seen && !hosts.has(seen.body.host)) hosts.set(seen.body.host, seen.seq)
    }
  }
  if (!begun) return undefined
  const prints = [...views.values()].flatMap(({ seq, spans }) => {
    const print = printOf(spans)
    return print === undefined ? [] : [{ print, seq }]
  })
  return { ...begun, kind: 'chain', chain, stretches: merged(stretches), prints, hosts: [...hosts] }
}

/** 52 bits that two playings share only where one is a copy of the other: hands and clocks differ by ms. Undefined where too little was played. */
function printOf(spans: readonly Span[]): number | undefined {
  const all = spans.reduce((sum, { ms }) => sum + ms, 0)
  if (spans.length < PRINT.spans || all < PRINT.ms) return undefined
  const played = spans.map(({ ms, from, to, rate }) => `${ms},${from},${to},${rate}`).join(';')
  return Number.parseInt(sha256Hex(nodeCrypto, played).slice(0, 13), 16)
}

/** By seat, the stretches of what has a beginning; `seq` is then nothing. */
function stated(
  given: readonly { seat: string; start?: number | undefined; seconds: number }[],
): Map<string, Stretch[]> {
  const bySeat = new Map<string, Stretch[]>()
  for (const { seat, start, seconds } of given) {
    if (start === undefined || seconds === 0) continue
    bySeat.set(seat, [...(bySeat.get(seat) ?? []), { seq: 0, from: start, to: start + seconds * 1000 }])
  }
  return new Map([...bySeat].map(([seat, stretches]) => [seat, merged(stretches)]))
}
