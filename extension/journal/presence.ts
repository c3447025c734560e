import type { Body } from '../../shared/record/bodies'
import { readEntry } from '../../shared/record/entry'
import type { Milliseconds } from '../../shared/record/fields'
import { writable } from './choose-chain'
import { type AskingPolicy, asks, type Counted, countEntry, countSpans, nothingCounted } from './counted'
import { random128, webCrypto } from './crypto'
import type { Drafts } from './drafts'
import type { Recorder } from './recorder'
import type { Asked, ChainRow, Question, StateRow, ViewRow } from './rows'
import { ofChain, type Writing } from './store'

/** How a question comes before the trainee; nothing of it can answer. */
export interface AskPort {
  /** Over the page of a tab, above whatever plays there; `frame` where its top frame is out of reach. */
  show(tab: number, frame: number): Promise<boolean>
  /** By the system, where no page is in sight. False where it is not allowed. */
  notify(token: string): Promise<boolean>
  /** Takes the question away, wherever it is. */
  withdraw(token: string, tabs: readonly number[]): Promise<void>
}

/** A question that nobody can have seen for so long is brought before them by the system too. */
const UNSEEN: Milliseconds = 10_000

/**
 * Presence checks 在学确认. When one comes due follows from the chain alone, so a worker that was killed asks again; only
 * the token by which an answer is taken, and who has been shown what, is kept beside it.
 */
export class Presence {
  /** Entries that were read before, by chain. */
  readonly #read = new Map<string, { next: number; counted: Counted }>()

  constructor(
    readonly recorder: Recorder,
    readonly drafts: Drafts,
    readonly port: AskPort,
  ) {}

  /** After a report of this view: asks when a check is due, writes down one that was missed, and brings it to the tab that plays. */
  async look(id: string): Promise<void> {
    const view = await this.recorder.db.get('views', id)
    const row = view && !view.over && (await this.recorder.db.get('chains', view.chain))
    if (!row || !asks(row.class.body.policy)) return
    const { policy } = row.class.body
    const asked = await this.recorder.turn(() => this.#ask(row.chain, policy, view.tab))
    if (asked) await this.#bring(asked, view)
  }

  /** Inside a turn. What is asked of this chain's person now, if anything. */
  async #ask(chain: string, policy: AskingPolicy, tab: number): Promise<Asked | undefined> {
    const row = await this.recorder.db.get('chains', chain)
    const { signedIn, presence: before } = await this.recorder.state()
    if (!row || !signedIn || signedIn.person !== row.person) return undefined
    const counted = await this.#now(row, policy)
    const { dueAt, playing } = counted
    let question = before?.questions.find((one) => one.chain === chain)
    if (dueAt === undefined) return question && this.#put(before, question, tab)
    if (question?.since === undefined) {
      question = { ...question, chain, due: dueAt, since: playing }
      // A new moment: that an older one was seen says nothing of it.
      return this.#put(before && { ...before, shown: false, notified: false }, question, tab)
    }
    if (playing < question.since + policy.presence.answer) return this.#put(before, question, tab)
    await this.#write(row, policy, question, before?.shown ? 'missed' : 'not-shown')
    const { since: _, ...standing } = question
    return this.#put(before, { ...standing, missed: true }, tab)
  }

  /** Keeps a question; a writing only where something is new. */
  async #put(before: Asked | undefined, question: Question, tab: number): Promise<Asked> {
    const asked = before ?? { token: random128(), at: this.recorder.now(), tabs: [], questions: [] }
    const tabs = asked.tabs.includes(tab) ? asked.tabs : [...asked.tabs, tab]
    const next: Asked = {
      ...asked,
      tabs,
      questions: [...asked.questions.filter(({ chain }) => chain !== question.chain), question],
    }
    const known = asked.questions.find(({ chain }) => chain === question.chain)
    const same = known?.since === question.since && known?.missed === question.missed && tabs === asked.tabs
    if (!same) await this.recorder.changeState((state) => ({ ...state, presence: next }))
    return next
  }

  async #bring({ token, shown, notified, at }: Asked, view: ViewRow): Promise<void> {
    const span = view.spans.at(-1)?.span
    const outOfSight = span !== undefined && !span.visible && span.pip
    await this.port.show(view.tab, view.frame ?? 0)
    const unseen = !shown && this.recorder.now() - at >= UNSEEN
    if (notified || !(outOfSight || unseen) || !(await this.port.notify(token))) return
    await this.#note(token, { shown: true, notified: true })
  }

  #note(token: string, what: Partial<Asked>): Promise<void> {
    return this.recorder.turn(() =>
      this.recorder.changeState((state) =>
        state.presence?.token === token ? { ...state, presence: { ...state.presence, ...what } } : state,
      ),
    )
  }

  /** The panel in a tab asks what to show, and says whether it can be seen. Undefined: nothing, the panel is taken away. */
  async panel(visible: boolean, tab: number | undefined): Promise<{ token: string; missed: boolean } | undefined> {
    const { presence } = await this.recorder.state()
    if (!presence) {
      if (tab !== undefined) await this.port.withdraw('', [tab])
      return undefined
    }
    if (visible && !presence.shown) await this.#note(presence.token, { shown: true })
    return { token: presence.token, missed: presence.questions.some(({ missed }) => missed) }
  }

  /** The trainee answers: of every class that asked. False where this was not asked, or is answered. Called for trusted input only. */
  async answer(token: string): Promise<boolean> {
    const asked = await this.recorder.turn(async () => {
      const { presence, signedIn } = await this.recorder.state()
      if (presence?.token !== token || !signedIn) return undefined
      for (const question of presence.questions) {
        const row = await this.recorder.db.get('chains', question.chain)
        if (row && row.person === signedIn.person && asks(row.class.body.policy))
          await this.#write(row, row.class.body.policy, question, 'answered')
      }
      await this.recorder.changeState(withoutQuestion)
      return presence
    })
    if (!asked) return false
    await this.port.withdraw(asked.token, asked.tabs)
    return true
  }

  /** The key of the extension or its own page says so, without knowing a token. */
  async answerNow(): Promise<boolean> {
    const { presence } = await this.recorder.state()
    return presence ? this.answer(presence.token) : false
  }

  /**
   * Inside a turn, before a sign-out. Who signs out by hand is here, and has answered what was seen. Otherwise a question is
   * missed only where its time to answer had passed; within that time, as one that nobody saw, it is held against nobody.
   */
  async close(reason: Body<'signout'>['reason']): Promise<void> {
    const { presence, signedIn } = await this.recorder.state()
    if (!presence) return
    for (const question of presence.questions) {
      const row = await this.recorder.db.get('chains', question.chain)
      const policy = row?.class.body.policy
      if (
        !row ||
        !policy ||
        !asks(policy) ||
        row.person !== signedIn?.person ||
        !presence.shown ||
        question.since === undefined
      )
        continue
      if (reason === 'popup') await this.#write(row, policy, question, 'answered')
      else if ((await this.#now(row, policy)).playing >= question.since + policy.presence.answer)
        await this.#write(row, policy, question, 'missed')
    }
    await this.recorder.changeState(withoutQuestion)
    void this.port.withdraw(presence.token, presence.tabs)
  }

  /** Inside a turn: seals what the time rests on, then says how the question ended, in the same breath as it is settled. */
  async #write(
    row: ChainRow,
    policy: AskingPolicy,
    { chain, due }: Question,
    result: Body<'presence'>['result'],
  ): Promise<void> {
    if (writable([row], row.person).length === 0) return
    for (const view of await this.recorder.db.getAll('views'))
      if (view.chain === chain && view.spans.length > 0) await this.drafts.seal(view, true)
    const { after, n, dueAt } = await this.#sealed(row, policy)
    if (after === undefined) return
    const answered = result === 'answered' && { answered: this.recorder.now() }
    const body: Body<'presence'> = { after, n: n + 1, due: dueAt ?? due, result, ...answered }
    await this.recorder.write(chain, [{ kind: 'presence', body }], (tx) => settle(tx, chain, result))
    this.drafts.onSealed()
  }

  /** With what is in drafts. */
  async #now(row: ChainRow, policy: AskingPolicy): Promise<Counted> {
    let counted = await this.#sealed(row, policy)
    for (const view of await this.recorder.db.getAll('views')) {
      if (view.chain !== row.chain) continue
      const spans = view.spans.map(({ span }) => span)
      counted = countSpans(counted, spans, view.body.media, policy)
    }
    return counted
  }

  /** What stands in the chain. Each entry is read once in a worker's life, from the last sign-in on. */
  async #sealed({ chain }: ChainRow, policy: AskingPolicy): Promise<Counted> {
    const { db } = this.recorder
    let { next, counted } = this.#read.get(chain) ?? { next: -1, counted: nothingCounted }
    if (next < 0) {
      const signins = await db.getAllFromIndex('entries', 'kind', [chain, 'signin'])
      next = signins.at(-1)?.seq ?? 0
    }
    for (const { line, seq } of await db.getAll('entries', ofChain(chain, next))) {
      counted = countEntry(webCrypto, counted, readEntry(webCrypto, line), policy)
      next = seq + 1
    }
    this.#read.set(chain, { next, counted })
    return counted
  }
}

const withoutQuestion = ({ presence: _, ...state }: StateRow): StateRow => state

/** A chain that is not written to any more asks nothing. */
export const forgetQuestion = (tx: Writing, chain: string): void => settle(tx, chain, 'answered')

/** In the transaction of the entry: a worker that dies right after it must not write it again. */
function settle(tx: Writing, chain: string, result: Body<'presence'>['result']): void {
  const states = tx.objectStore('state')
  void states.get('state').then((state) => {
    if (!state?.presence) return
    const others = state.presence.questions.filter((one) => one.chain !== chain)
    const own = state.presence.questions.filter((one) => one.chain === chain)
    const standing = result === 'answered' ? [] : own.map(({ since: _, ...one }) => ({ ...one, missed: true as const }))
    const questions = [...others, ...standing]
    void states.put(
      questions.length > 0 ? { ...state, presence: { ...state.presence, questions } } : withoutQuestion(state),
    )
  })
}
