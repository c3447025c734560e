import { base64url, sha256Hex, utf8 } from '../../shared/crypto'
import type { ClassStatement, JoinRequest } from '../../shared/api'
import { fingerprint } from '../../shared/record/batch'
import type { Body } from '../../shared/record/bodies'
import { CONSENT, consentHash } from './consent'
import { type ChainKey, random128, webCrypto } from './crypto'
import { linked, type NewEntry, putEntries, type Recorder } from './recorder'
import { type ChainRow, type PersonRow, strict } from './store'

/** What a join brings besides the key. */
export interface Joining {
  statement: ClassStatement
  state: ChainRow['state']
  claim: string
  /** What the server calls this person; what was typed where no server answered. */
  name: string
  pin?: string | undefined
  server?: string | undefined
  join?: JoinRequest | undefined
  code?: string | undefined
  challenge?: string | undefined
  build: string
}

/** Who studies on this device, and their chains. */
export class People {
  constructor(readonly recorder: Recorder) {}

  /** Begins a chain with join, consent and sign-in; a person of the same name on this device gets it as a further class. */
  async begin(key: ChainKey, joining: Joining): Promise<ChainRow> {
    const pin = joining.pin ? await hashedPin(joining.pin) : undefined
    return this.recorder.turn(async () => {
      const { db } = this.recorder
      const state = await this.recorder.state()
      const now = this.recorder.now()
      const known = (await db.getAll('people')).find(({ name }) => bare(name) === bare(joining.name))
      const person: PersonRow = known ?? { id: random128(), name: joining.name, ...(pin && { pin }) }
      const { class: trained, organisation } = joining.statement.body
      const row: ChainRow = {
        chain: fingerprint(webCrypto, key.spki),
        privateKey: key.privateKey,
        spki: key.spki,
        person: person.id,
        device: state.device,
        claim: joining.claim,
        class: joining.statement,
        state: joining.state,
        ...(joining.server && { server: joining.server }),
        ...(joining.join && { join: joining.join }),
        ...(joining.code && { code: joining.code }),
        ...(joining.challenge && { challenge: joining.challenge }),
        next: 0,
        receipted: -1,
        retry: { failures: 0, notBefore: 0 },
        lastUsed: now,
      }
      const entries = linked(
        row,
        [
          { kind: 'join', body: { claim: joining.claim, class: trained.id, organisation: organisation.id, device: state.device, consent: CONSENT, build: joining.build } },
          { kind: 'consent', body: { text: CONSENT, hash: consentHash() } },
          { kind: 'signin', body: { method: 'join' } },
        ],
        now,
      )
      const leaving = await this.#signOutEntries(state.signedIn?.person === person.id ? undefined : state.signedIn?.person, 'other-person')
      const tx = strict(db)
      void tx.objectStore('people').put(person)
      putEntries(tx, row, entries)
      for (const { row: left, entries: out } of leaving) putEntries(tx, left, out)
      const { asking: _, ...rest } = state
      void tx.objectStore('state').put({ ...rest, signedIn: { person: person.id, at: now } })
      await tx.done
      return { ...row, next: entries.length }
    })
  }

  /** 签到. False when the PIN is wrong. */
  async signIn(person: string, pin?: string): Promise<boolean> {
    const row = await this.recorder.db.get('people', person)
    if (!row || (row.pin && (!pin || (await hashedPin(pin, row.pin.salt)).hash !== row.pin.hash))) return false
    await this.#change(person, row.pin ? 'pin' : 'popup', 'other-person')
    return true
  }

  /** 签退 of whoever is signed in. */
  signOut(reason: Body<'signout'>['reason']): Promise<void> {
    return this.#change(undefined, 'popup', reason)
  }

  /** One transaction: the one before signs out, the next signs in. */
  async #change(person: string | undefined, method: Body<'signin'>['method'], reason: Body<'signout'>['reason']): Promise<void> {
    await this.recorder.turn(async () => {
      const state = await this.recorder.state()
      if (state.signedIn?.person === person) return
      const out = await this.#signOutEntries(state.signedIn?.person, reason)
      const into = await this.#entriesFor(person, { kind: 'signin', body: { method } })
      const tx = strict(this.recorder.db)
      for (const { row, entries } of [...out, ...into]) putEntries(tx, row, entries)
      const { signedIn: _, asking: __, ...rest } = state
      void tx.objectStore('state').put(person === undefined ? rest : { ...rest, signedIn: { person, at: this.recorder.now() } })
      await tx.done
    })
  }

  #signOutEntries(person: string | undefined, reason: Body<'signout'>['reason']) {
    return this.#entriesFor(person, { kind: 'signout', body: { reason } })
  }

  /** The same entry in each of the person's chains. */
  async #entriesFor(person: string | undefined, entry: NewEntry): Promise<{ row: ChainRow; entries: ReturnType<typeof linked> }[]> {
    if (person === undefined) return []
    const rows = (await this.recorder.db.getAll('chains')).filter((row) => row.person === person && row.state !== 'replaced')
    return rows.map((row) => ({ row, entries: linked(row, [entry], this.recorder.now()) }))
  }
}

/** 张三（003） and 张三 are one person on this device. */
export const bare = (name: string): string => name.replace(/（.*$/, '').replace(/\s+/g, '')

async function hashedPin(pin: string, salt = random128()): Promise<{ salt: string; hash: string }> {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(utf8(pin)), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(utf8(salt)), iterations: 100_000 }, key, 256)
  return { salt, hash: sha256Hex(webCrypto, new Uint8Array(bits)) }
}

export const publicKeyText = (key: ChainKey): string => base64url(key.spki)
