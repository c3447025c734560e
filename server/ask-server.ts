import * as v from 'valibot'

/** Why another server could not be asked, or gave no usable answer; plain Chinese. Nothing is known by it of what was asked. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
}

/** The other server answered, with something else than what was asked for; `said` is its own sentence, '' where it gave none. */
export class AnsweredNo extends NoAnswer {
  override name = 'AnsweredNo'
  constructor(
    readonly status: number,
    readonly said: string,
  ) {
    super(`服务器答复 ${status}${said === '' ? '' : `：${said}`}`)
  }
}

const ANSWER_WITHIN = 30_000
const MAX_ANSWER = 1 << 20

export interface Question {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
  /** Bytes of the answer. */
  most?: number
  /** Ends the asking early. */
  signal?: AbortSignal | undefined
}

/**
 * One request of this server to another: answered within 30 s, with no more than `most` bytes; redirects are not followed. Its text. Throws
 * AnsweredNo for any status outside 200-299, NoAnswer where none came.
 */
export async function askServer(
  fetcher: typeof fetch,
  url: string,
  { most = MAX_ANSWER, signal, ...rest }: Question = {},
): Promise<string> {
  const within = AbortSignal.timeout(ANSWER_WITHIN)
  try {
    const response = await fetcher(url, {
      ...rest,
      signal: signal ? AbortSignal.any([signal, within]) : within,
      redirect: 'error',
    })
    const text = await bounded(response, most)
    if (response.ok) return text
    const refusal = v.safeParse(
      v.object({ message: v.string() }),
      safely(() => JSON.parse(text)),
    )
    throw new AnsweredNo(response.status, refusal.success ? refusal.output.message.slice(0, 500) : '')
  } catch (error) {
    if (error instanceof NoAnswer) throw error
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    throw new NoAnswer(`连不上 ${new URL(url).origin}：${cause}`)
  }
}

/** What another server's answer says, by its schema. Throws NoAnswer where it is something else than `what`. */
export function answered<S extends v.GenericSchema>(
  schema: S,
  text: string,
  what: string,
  parse: (text: string) => unknown = JSON.parse,
): v.InferOutput<S> {
  const read = v.safeParse(
    schema,
    safely(() => parse(text)),
  )
  if (!read.success) throw new NoAnswer(`答复的内容不合规定，不像${what}`)
  return read.output
}

function safely(work: () => unknown): unknown {
  try {
    return work()
  } catch {
    return undefined
  }
}

async function bounded(response: Response, most: number): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > most) throw new NoAnswer('服务器的答复太大')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
