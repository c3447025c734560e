import * as v from 'valibot'
import { classStatement, type JoinRequest } from '../../shared/api'
import { parseCanonical } from '../../shared/record/canonical'
import type { JoinInput, JoinOutcome } from '../joining'
import type { Server } from '../outbox/server'
import { beginChain } from './begin-chain'
import { type ChainKey, makeChainKey, random128 } from './crypto'
import { publicKeyText, soundClass } from './keys'
import { bareName, makePin, type People } from './people'
import type { Recorder } from './recorder'
import type { Attempt, ChainRow, PersonRow } from './rows'

/** Makes chains: over the network with a code or a name, or from a class file with no network at all. */
export class Joining {
  constructor(
    readonly recorder: Recorder,
    readonly people: People,
    readonly server: Server,
    readonly build: string,
    /** A class came, and its organisation's site rules with it. */
    readonly rulesChanged: () => Promise<void> = () => Promise.resolve(),
  ) {}

  /** Consent was given before this is called: the page asks for it first. */
  async join(input: JoinInput): Promise<JoinOutcome> {
    const outcome = await (input.by === 'file' ? this.#byFile(input) : this.#byServer(input))
    if ('chain' in outcome) await this.rulesChanged()
    return outcome
  }

  async #byServer(input: Exclude<JoinInput, { by: 'file' }>): Promise<JoinOutcome> {
    const attempt = await this.#attempt(input)
    const answer = await this.server.join(attempt.server, attempt.request)
    if (answer.kind === 'refused') {
      // Used up, wrong or revoked: saying it again will not help, so the next try starts afresh.
      await this.recorder.changeState(({ attempt: _, ...state }) => state)
      return { state: 'refused', code: answer.code, message: answer.message }
    }
    if (answer.kind !== 'answered') return { state: 'unreachable' }
    const { state, statement, label, challenge } = answer.value
    if (!(await soundClass(statement))) return { state: 'refused', code: 'file-refused', message: '' }
    const name = label ?? (input.by === 'name' ? input.name.trim() : statement.body.class.name)
    const chain = await this.#begin(attempt, input, {
      state,
      statement,
      name,
      server: attempt.server,
      join: attempt.request,
      challenge,
      ...(input.by === 'code' && { code: input.code }),
    })
    return { state, chain, name, class: statement.body.class.name, organisation: statement.body.organisation.name }
  }

  async #byFile(input: JoinInput & { by: 'file' }): Promise<JoinOutcome> {
    const statement = readClassFile(input.file)
    if (!statement || !(await soundClass(statement))) return { state: 'refused', code: 'file-refused', message: '' }
    const key = await makeChainKey()
    const name = input.name.trim() || statement.body.class.name
    const code = input.code.trim()
    const made = { privateKey: key.privateKey, spki: key.spki, claim: random128() }
    const chain = await this.#begin(made, input, { state: 'file', statement, name, ...(code && { code }) })
    return {
      state: 'file',
      chain,
      name,
      class: statement.body.class.name,
      organisation: statement.body.organisation.name,
    }
  }

  /** The same key and claim as at the last try with the same words: an answer that was lost is then given again. */
  async #attempt(input: Exclude<JoinInput, { by: 'file' }>): Promise<Attempt & { claim: string }> {
    const { attempt, device } = await this.recorder.state()
    const server = new URL(input.server).origin
    if (attempt && attempt.server === server && sameWords(attempt.request, input))
      return { ...attempt, claim: attempt.request.claim }
    const key = await makeChainKey()
    const mine = { claim: random128(), device, key: publicKeyText(key) }
    const request: JoinRequest =
      input.by === 'code'
        ? { by: 'code', code: input.code.trim(), ...mine }
        : {
            by: 'name',
            classCode: input.classCode.trim(),
            name: input.name.trim(),
            lastSix: input.lastSix.trim().toUpperCase(),
            ...mine,
          }
    const fresh: Attempt = { request, server, privateKey: key.privateKey, spki: key.spki }
    await this.recorder.changeState((state) => ({ ...state, device, attempt: fresh }))
    return { ...fresh, claim: request.claim }
  }

  #begin(
    made: ChainKey & { claim: string },
    input: JoinInput,
    joined: Pick<ChainRow, 'state'> & { statement: ChainRow['class']; name: string } & Partial<
        Pick<ChainRow, 'server' | 'join' | 'challenge' | 'code'>
      >,
  ): Promise<string> {
    return this.recorder.turn(async () => {
      const { statement, name, challenge, ...rest } = joined
      const pin = input.pin ? await makePin(input.pin) : undefined
      const known = await this.#known(input.person, name, statement.body.class.id)
      const person: PersonRow = known ?? { id: random128(), name: name.slice(0, 100), ...(pin && { pin }) }
      const { device, signedIn } = await this.recorder.state()
      if (signedIn && signedIn.person !== person.id) await this.people.signOutHere('other-person')
      const now = this.recorder.now()
      const begun = beginChain(
        { ...rest, key: made, claim: made.claim, person: person.id, device, statement, build: this.build, now },
        [{ kind: 'signin', body: { method: 'join' } }],
      )
      const still = (await this.recorder.state()).signedIn
      await this.recorder.changeState(
        ({ attempt: _, ...state }) => ({ ...state, device, signedIn: still ?? { person: person.id, at: now } }),
        (tx) => {
          begun.put(tx)
          void tx.objectStore('people').put(person)
        },
      )
      if (challenge) await this.recorder.changeChain(begun.row.chain, (row) => ({ ...row, challenge }))
      if (!still) await this.#signInOthers(person.id, begun.row.chain)
      return begun.row.chain
    })
  }

  /** Somebody already on this device: chosen, or of the same name and not in this class yet. */
  async #known(chosen: string | undefined, name: string, classId: string): Promise<PersonRow | undefined> {
    const { db } = this.recorder
    if (chosen) return db.get('people', chosen)
    const inClass = (await db.getAll('chains')).filter(
      (row) => row.class.body.class.id === classId && row.state !== 'unusable',
    )
    const people = await db.getAll('people')
    return people.find(
      (person) => bareName(person.name) === bareName(name) && !inClass.some((row) => row.person === person.id),
    )
  }

  /** A person who joins another class was not signed in before: their other chains learn it too. */
  async #signInOthers(person: string, chain: string): Promise<void> {
    for (const row of await this.recorder.db.getAll('chains')) {
      if (row.person !== person || row.chain === chain || row.state === 'replaced' || row.state === 'unusable') continue
      await this.recorder.write(row.chain, [{ kind: 'signin', body: { method: 'join' } }])
    }
  }
}

function sameWords(request: JoinRequest, input: JoinInput): boolean {
  if (request.by === 'code') return input.by === 'code' && request.code === input.code.trim()
  if (request.by === 'name')
    return (
      input.by === 'name' &&
      request.classCode === input.classCode.trim() &&
      request.name === input.name.trim() &&
      request.lastSix === input.lastSix.trim().toUpperCase()
    )
  return false
}

/** A 班级文件: one signed statement. Undefined when it is none. */
export function readClassFile(text: string): ChainRow['class'] | undefined {
  try {
    const read = v.safeParse(classStatement, parseCanonical(text.replace(/^\ufeff/, '').trim()))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}
