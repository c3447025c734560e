import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { builtIn } from '../../extension/sites'
import { nodeCrypto } from '../../server/crypto'
import type { ErrorAnswer, JoinAnswer, JoinRequest, SyncAnswer } from '../../shared/api'
import { type Appeal, type AppealAbout, type AppealLine, appealBytes } from '../../shared/appeals'
import { base64url, sha256Hex } from '../../shared/crypto'
import { type Batch, type BatchLine, batchBytes, fingerprint, replaceBytes, syncBytes } from '../../shared/record/batch'
import type { Body, Kind, Span } from '../../shared/record/bodies'
import { canonical } from '../../shared/record/canonical'
import { type Entry, readEntry, writeEntry } from '../../shared/record/entry'
import { ruleRef } from '../../shared/site/hash'

/** What the extension reads px.class.com.cn by. */
const builtInRule = ruleRef(nodeCrypto, builtIn[0] ?? { id: 'none', version: 0, hosts: [], pages: [] })

export type JoinWay =
  | { code: string }
  | { classCode: string; name: string; lastSix: string }
  | { old: Device; seq: number }

const random128 = () => randomBytes(16).toString('hex')

/** A device without a browser: it writes, signs and sends a chain as the extension does, for storms, benches and faults. */
export class Device {
  readonly id: string
  readonly claim: string
  readonly chain: string
  readonly key: string
  readonly entries: Entry[] = []
  challenge = ''
  readonly #privateKey: KeyObject
  readonly #fetch: typeof fetch

  constructor(
    readonly server: string,
    {
      claim = randomBytes(16).toString('hex'),
      copyOf,
      fetcher = fetch,
    }: { claim?: string; copyOf?: Device; fetcher?: typeof fetch } = {},
  ) {
    this.#fetch = fetcher
    const privateKey = copyOf ? copyOf.#privateKey : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    const publicKey = createPublicKey(privateKey)
    this.id = copyOf?.id ?? randomBytes(16).toString('hex')
    const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))
    this.claim = claim
    this.#privateKey = privateKey
    this.key = base64url(spki)
    this.chain = fingerprint(nodeCrypto, spki)
  }

  /** The same profile on another machine: same key, the first `count` entries in common. */
  copy(count = this.entries.length): Device {
    const copy = new Device(this.server, { claim: this.claim, copyOf: this, fetcher: this.#fetch })
    copy.entries.push(...this.entries.slice(0, count))
    return copy
  }

  sign(bytes: Uint8Array): string {
    return base64url(new Uint8Array(sign('sha256', bytes, { key: this.#privateKey, dsaEncoding: 'ieee-p1363' })))
  }

  /** Appends an entry to the chain; nothing is sent. */
  write<K extends Kind>(kind: K, body: Body<K>, at = Date.now()): Entry {
    const last = this.entries.at(-1)
    const entry = writeEntry(nodeCrypto, {
      chain: this.chain,
      seq: this.entries.length,
      prev: last?.hash,
      at,
      kind,
      body,
    })
    this.entries.push(entry)
    return entry
  }

  /** The first three entries of every chain. */
  begin({
    class: id,
    organisation,
    at = Date.now(),
    replaces,
  }: {
    class: string
    organisation: string
    at?: number
    replaces?: Body<'join'>['replaces']
  }): this {
    this.write(
      'join',
      {
        claim: this.claim,
        class: id,
        organisation,
        device: this.id,
        consent: '2026-11',
        build: '0.1.0 test',
        ...(replaces && { replaces }),
      },
      at,
    )
    this.write('consent', { text: '2026-11', hash: '0'.repeat(64) }, at)
    this.write('signin', { method: 'join' }, at)
    return this
  }

  /** A presence check that was answered, so many ms after it came due. */
  answer(at = Date.now(), after = 0): void {
    const proofs = this.entries.filter(({ kind }) => kind === 'signin' || kind === 'presence')
    const n = proofs.length - proofs.findLastIndex(({ kind }) => kind === 'signin')
    this.write(
      'presence',
      { after: proofs.at(-1)?.hash ?? '', n, due: at - after, result: 'answered', answered: at },
      at,
    )
  }

  /** A view and one watch entry for each list of spans. */
  watch(course: Body<'view'>['course'], lesson: Body<'view'>['lesson'], spans: Span[][], at = Date.now()): void {
    const view = this.write(
      'view',
      {
        site: 'px.class.com.cn',
        host: 'px.class.com.cn',
        rule: builtInRule,
        course,
        lesson,
        media: 'video',
        learner: { state: 'unknown' },
      },
      at,
    )
    for (const part of spans) this.write('watch', { view: view.hash, spans: part }, at)
  }

  /** The lines of a batch from `from` up to `to` (inclusive) with its signature line. */
  body(from: number, to = this.entries.length - 1, before: string[] = []): string {
    const lines = this.entries.slice(from, to + 1).map((entry) => entry.line)
    const head = this.entries[to]
    if (lines.length > 0 && head) lines.push(this.batchLine({ chain: this.chain, seq: to, head: head.hash }))
    return [...before, ...lines].map((line) => `${line}\n`).join('')
  }

  batchLine(batch: Batch): string {
    const line: BatchLine = { batch, signature: this.sign(batchBytes(batch)) }
    return canonical(line)
  }

  /** Version of the organisation's site rules that it has; undefined: it knows of none. */
  rules: number | undefined

  syncHeaders(body: string): Record<string, string> {
    return {
      ...(this.rules !== undefined && { 'xueji-rules': String(this.rules) }),
      'content-type': 'application/x-ndjson',
      'xueji-chain': this.chain,
      'xueji-challenge': this.challenge,
      'xueji-signature': this.sign(syncBytes(nodeCrypto, this.chain, this.challenge, body)),
    }
  }

  joinRequest(how: JoinWay): JoinRequest {
    const mine = { claim: this.claim, device: this.id, key: this.key }
    if ('code' in how) return { by: 'code', code: how.code, ...mine }
    if ('classCode' in how) return { by: 'name', ...how, ...mine }
    const signature = how.old.sign(replaceBytes(how.old.chain, this.claim, this.key))
    return { by: 'replaces', ...mine, replaces: { chain: how.old.chain, seq: how.seq, signature } }
  }

  /** Joins by personal code, by name, or takes the seat of `old` over. */
  async join(how: JoinWay): Promise<JoinAnswer> {
    const response = await this.#fetch(`${this.server}/join`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(this.joinRequest(how)),
    })
    const answer = await json<JoinAnswer>(response)
    if (!response.ok) throw new Error(`join: ${response.status} ${JSON.stringify(answer)}`)
    this.challenge = answer.challenge
    return answer
  }

  /** The chain as a file that people carry. */
  handInFile(code?: string): string {
    const envelope = canonical({ v: 1, device: this.id, chain: this.chain, key: this.key, ...(code && { code }) })
    return `${envelope}\n${this.body(0)}`
  }

  /** Appends an entry that this version does not know. */
  writeRaw(entry: { v: number; kind: string; body: { [key: string]: string } }, at = Date.now()): void {
    const line = canonical({
      ...entry,
      chain: this.chain,
      seq: this.entries.length,
      prev: this.entries.at(-1)?.hash,
      at,
    })
    this.entries.push(readEntry(nodeCrypto, line))
  }

  /** Any other signed request; a stale challenge is renewed once. */
  async ask(path: string, request: object): Promise<Response> {
    const body = JSON.stringify(request)
    for (let attempt = 0; ; attempt++) {
      const response = await this.#fetch(this.server + path, {
        method: 'POST',
        headers: { ...this.syncHeaders(body), 'content-type': 'application/json' },
        body,
      })
      const { challenge } = await json<{ challenge?: string }>(response.clone())
      if (challenge) this.challenge = challenge
      if (response.status !== 401 || attempt > 0) return response
    }
  }

  /** 申请复核 about [from, to), as the extension writes and signs it. */
  appealLine(about: AppealAbout, text = '当时页面一直在眼前', picture?: Uint8Array, id = random128()): AppealLine {
    const appeal: Appeal = {
      v: 1,
      id,
      chain: this.chain,
      about,
      text,
      ...(picture && { picture: { hash: sha256Hex(nodeCrypto, picture), type: 'image/png' } }),
      at: Date.now(),
    }
    return {
      appeal,
      ...(picture && { picture: base64url(picture) }),
      signature: this.sign(appealBytes(appeal)),
    }
  }

  /** One sync request; a stale challenge is renewed once, as the extension does. */
  async sync(body: string): Promise<{ status: number; answer: SyncAnswer & Partial<ErrorAnswer> }> {
    for (let attempt = 0; ; attempt++) {
      const response = await this.#fetch(`${this.server}/sync`, {
        method: 'POST',
        headers: this.syncHeaders(body),
        body,
      })
      const answer = await json<SyncAnswer & Partial<ErrorAnswer>>(response)
      if (answer.challenge) this.challenge = answer.challenge
      if (response.status !== 401 || attempt > 0) return { status: response.status, answer }
    }
  }

  /** Hands in everything from `from`. */
  handIn(from = 0): Promise<{ status: number; answer: SyncAnswer & Partial<ErrorAnswer> }> {
    return this.sync(this.body(from))
  }
}

/** A span of steady, visible playing at normal speed. */
export const steady = (wall: number, ms: number, from = 0): Span => ({
  wall,
  ms,
  from,
  to: from + ms,
  rate: 1000,
  visible: true,
  pip: false,
  muted: false,
  samples: Math.ceil(ms / 5000) + 1,
  gap: Math.min(ms, 5000),
})

/** Test code trusts the server it just started to answer in its contract; what it then asserts would fail otherwise. */
const json = async <T>(response: Response): Promise<T> => (await response.json()) as T
