import type * as v from 'valibot'
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
import { answered, askServer, NoAnswer } from '../ask-server'

/** What a witness asks of a log. Nothing in the answers is believed before it is verified. */
export interface LogSource {
  /** SPKI of the log key, as the log names it. */
  key(): Promise<Uint8Array>
  checkpoint(): Promise<string>
  consistency(generation: number, from: number, to: number): Promise<ConsistencyAnswer>
  opening(generation: number): Promise<OpeningAnswer>
}

const LOG = '学迹的封存日志'

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
    return answered(schema, await this.#text(path, body), LOG)
  }

  #text(path: string, body?: string): Promise<string> {
    return askServer(this.fetcher, new URL(path, this.address).href, {
      ...(body !== undefined && { method: 'POST', body, headers: { 'content-type': 'text/plain; charset=utf-8' } }),
    })
  }
}

/** A log by the file that its server wrote. */
export class FileSource implements LogSource {
  readonly #file: LogFile

  /** Throws NoAnswer on anything else than a log file. */
  constructor(text: string) {
    this.#file = answered(logFile, text.trimEnd(), LOG, parseCanonical)
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

function keyBytes(text: string): Uint8Array {
  try {
    return fromBase64url(text.trim())
  } catch {
    throw new NoAnswer('答复里没有日志公钥')
  }
}
