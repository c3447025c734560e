import * as v from 'valibot'
import { fromBase64url } from '../../shared/crypto'
import {
  type ConsistencyAnswer,
  type CosignatureAnswer,
  consistencyAnswer,
  cosignatureAnswer,
  type LogFile,
  logFile,
  type OpeningAnswer,
  openingAnswer,
  type WitnessesAnswer,
  witnessesAnswer,
} from '../../shared/log/served'
import { canonical, parseCanonical } from '../../shared/record/canonical'

/** Why a log could not be asked, or gave no usable answer; plain Chinese. Nothing is known of the log by it. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
}

/** What a witness asks of a log. Nothing in the answers is believed before it is verified. */
export interface LogSource {
  /** SPKI of the log key, as the log names it. */
  key(): Promise<Uint8Array>
  checkpoint(): Promise<string>
  consistency(generation: number, from: number, to: number): Promise<ConsistencyAnswer>
  opening(generation: number): Promise<OpeningAnswer>
}

const ANSWER_WITHIN = 30_000
const MAX_ANSWER = 1 << 20

/** A log server by its address. */
export class HttpSource implements LogSource {
  constructor(
    readonly address: string,
    readonly fetcher: typeof fetch = fetch,
  ) {}

  async key(): Promise<Uint8Array> {
    return keyBytes(await this.#text('/log/key'))
  }

  checkpoint(): Promise<string> {
    return this.#text('/log/checkpoint')
  }

  consistency(generation: number, from: number, to: number): Promise<ConsistencyAnswer> {
    return this.#json(consistencyAnswer, `/log/consistency?generation=${generation}&from=${from}&to=${to}`)
  }

  opening(generation: number): Promise<OpeningAnswer> {
    return this.#json(openingAnswer, `/log/opening?generation=${generation}`)
  }

  witnesses(): Promise<WitnessesAnswer> {
    return this.#json(witnessesAnswer, '/log/witnesses')
  }

  /** Hands a cosigned note to the log server. */
  deliver(note: string): Promise<CosignatureAnswer> {
    return this.#json(cosignatureAnswer, '/log/cosignature', note)
  }

  async #json<S extends v.GenericSchema>(schema: S, path: string, body?: string): Promise<v.InferOutput<S>> {
    return parsed(schema, await this.#text(path, body), JSON.parse)
  }

  async #text(path: string, body?: string): Promise<string> {
    const { status, text } = await this.#ask(path, body)
    if (status === 200) return text
    const refusal = v.safeParse(
      v.object({ message: v.string() }),
      safely(() => JSON.parse(text)),
    )
    throw new NoAnswer(`服务器答复 ${status}${refusal.success ? `：${refusal.output.message}` : ''}`)
  }

  async #ask(path: string, body: string | undefined): Promise<{ status: number; text: string }> {
    try {
      const response = await this.fetcher(new URL(path, this.address).href, {
        signal: AbortSignal.timeout(ANSWER_WITHIN),
        redirect: 'error',
        ...(body !== undefined && { method: 'POST', body, headers: { 'content-type': 'text/plain; charset=utf-8' } }),
      })
      return { status: response.status, text: await bounded(response) }
    } catch (error) {
      if (error instanceof NoAnswer) throw error
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
      throw new NoAnswer(`连不上 ${this.address}：${cause}`)
    }
  }
}

async function bounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > MAX_ANSWER) throw new NoAnswer('服务器的答复太大')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** A log by the file that its server wrote. */
export class FileSource implements LogSource {
  readonly #file: LogFile

  /** Throws NoAnswer on anything else than a log file. */
  constructor(text: string) {
    this.#file = parsed(logFile, text.trimEnd(), parseCanonical)
  }

  async key(): Promise<Uint8Array> {
    return keyBytes(this.#file.key)
  }

  async checkpoint(): Promise<string> {
    return this.#file.note
  }

  async consistency(generation: number, from: number, to: number): Promise<ConsistencyAnswer> {
    const found = this.#file.consistency.find(
      (one) => one.generation === generation && one.from === from && one.to === to,
    )
    if (found) return found
    throw new NoAnswer(
      `文件里没有从第 ${from} 条起的衔接证明。请单位重新导出：npx xueji log export --server 服务器网址 --from ${generation}/${from} --out 封存日志.json`,
    )
  }

  async opening(generation: number): Promise<OpeningAnswer> {
    const found = this.#file.openings.find((one) => one.generation === generation)
    if (found) return found
    throw new NoAnswer(`文件里没有第 ${generation} 代日志的开头。请单位重新导出`)
  }
}

/** The file for a witness without network; `from`: the sizes it is known to have seen, besides those it cosigned. Throws NoAnswer. */
export async function writeLogFile(
  source: HttpSource,
  from: readonly { generation: number; size: number }[],
): Promise<string> {
  const note = await source.checkpoint()
  const [origin = '', size = ''] = note.split('\n')
  const generation = Number(origin.slice(origin.lastIndexOf('/') + 1))
  const { witnesses } = await source.witnesses()
  const sizes = new Set(
    [...witnesses, ...from]
      .filter((one) => one.generation === generation && one.size <= Number(size))
      .map((one) => one.size),
  )
  const consistency: ConsistencyAnswer[] = []
  for (const one of sizes) consistency.push(await source.consistency(generation, one, Number(size)))
  const openings: OpeningAnswer[] = []
  for (let n = 1; n <= generation; n++) openings.push(await source.opening(n))
  const key = Buffer.from(await source.key()).toString('base64url')
  const file: LogFile = { v: 1, type: 'log', key, note, openings, consistency }
  return `${canonical(file)}\n`
}

function parsed<S extends v.GenericSchema>(
  schema: S,
  text: string,
  parse: (text: string) => unknown,
): v.InferOutput<S> {
  const read = v.safeParse(
    schema,
    safely(() => parse(text)),
  )
  if (!read.success) throw new NoAnswer('答复的内容不合规定，不像学迹的封存日志')
  return read.output
}

function safely(work: () => unknown): unknown {
  try {
    return work()
  } catch {
    return undefined
  }
}

function keyBytes(text: string): Uint8Array {
  try {
    return fromBase64url(text.trim())
  } catch {
    throw new NoAnswer('答复里没有日志公钥')
  }
}
