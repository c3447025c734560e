import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../server/crypto'
import type { Body, Span } from '../../shared/record/bodies'
import { readKnown } from '../../shared/record/entry'
import { defaultPolicy } from '../../shared/study/policies'
import { dueAfter } from '../../shared/study/presence'
import { inventedId } from '../../test/support/hr'
import type { Playing } from '../messages'
import { type Device, entriesOf, joinByCode, openDevice, openSchool, page, type School } from '../test/seat'
import { badgeNow } from './badge'
import { answerFrame, answerPage } from './dispatch'
import { startSession, sweep } from './lifecycle'
import type { AskPort } from './presence'

const MINUTE = 60_000
const presence = { every: 20 * MINUTE, jitter: 5 * MINUTE, answer: 2 * MINUTE }
const policy = { ...defaultPolicy, credit: 2, presence, idle: 30 * MINUTE } as const
const START = Date.now() + 60_000

let school: School
beforeAll(async () => {
  school = await openSchool(20, policy)
})
afterAll(() => school.close())

/** A trainee at a device whose clock the test moves, with a player that reports every five seconds of playing. */
class Trainee {
  now = START
  /** What the asking port was told. */
  readonly shown: number[] = []
  notified = 0
  withdrawn = 0
  canShow = true
  canNotify = false
  #played = 0
  chain = ''

  private constructor(public device: Device) {}

  static async join(n: number): Promise<Trainee> {
    let self: Trainee | undefined
    const ask: AskPort = {
      async show(tab) {
        self?.shown.push(tab)
        return self?.canShow === true
      },
      async notify() {
        if (self?.canNotify) self.notified++
        return self?.canNotify === true
      },
      async withdraw() {
        if (self) self.withdrawn++
      },
    }
    const trainee = new Trainee(await openDevice({ now: () => self?.now ?? START, ask }))
    self = trainee
    trainee.chain = await joinByCode(trainee.device, school, n)
    return trainee
  }

  get desk() {
    return this.device.desk
  }

  /** Plays on for this long, in one view whose spans follow each other. */
  async play(ms: number, how: Partial<Span> = {}, state: Playing['state'] = 'advancing', view = 'v'): Promise<void> {
    for (let left = ms; left > 0; left -= 5000) {
      const step = Math.min(5000, left)
      const span: Span = {
        wall: this.now,
        ms: step,
        from: this.#played,
        to: this.#played + step,
        rate: 1000,
        visible: true,
        pip: false,
        muted: false,
        samples: 10,
        gap: 500,
        ...how,
      }
      this.now += step
      const first = this.#played / 5000
      this.#played += 5000
      const playing: Playing = { kind: 'video', duration: 90 * MINUTE, state, rate: span.rate }
      const input = { view, page: page(), playing, gaps: [], first, spans: [span], closed: true, ended: false }
      await answerFrame(this.desk, { type: 'watch', input }, 7, 0)
    }
  }

  /** The panel over the page looks: what it would show. */
  panel = (visible = true) => this.desk.presence.panel(visible, 7)
  async answer(): Promise<boolean> {
    const question = await this.panel()
    return question ? this.desk.presence.answer(question.token) : false
  }
  async entries() {
    return (await entriesOf(this.device, this.chain)).map((entry) => ({ ...entry, known: readKnown(entry) }))
  }
  async checks(): Promise<Body<'presence'>[]> {
    return (await this.entries()).flatMap(({ known }) => (known?.kind === 'presence' ? [known.body] : []))
  }
  async signedInBy(): Promise<string> {
    return (await this.entries()).findLast(({ kind }) => kind === 'signin')?.hash ?? ''
  }
  /** Playing time until the next check, by the last proof. */
  async target(): Promise<number> {
    const proof = (await this.entries()).findLast(({ kind }) => kind === 'signin' || kind === 'presence')
    return dueAfter(nodeCrypto, proof?.hash ?? '', presence)
  }
  /** Plays until the check is due and seen. */
  async playUntilAsked(): Promise<void> {
    await this.play((await this.target()) + 5000)
    expect(await this.panel()).toBeDefined()
  }
}

describe('a presence check', () => {
  it('comes due when the playing time that the sign-in’s hash says is reached, and not before', async () => {
    const trainee = await Trainee.join(0)
    const target = await trainee.target()
    await trainee.play(target - 5000)
    expect(trainee.shown).toEqual([])
    expect(await trainee.panel()).toBeUndefined()
    await trainee.play(10_000)
    expect(trainee.shown).toContain(7)
    expect(await trainee.panel()).toMatchObject({ missed: false })
    expect(await trainee.checks()).toEqual([])
  })

  it('is brought no nearer by what does not count: faster, hidden, paused', async () => {
    const trainee = await Trainee.join(1)
    await trainee.play(30 * MINUTE, { rate: 2000 })
    await trainee.play(30 * MINUTE, { visible: false }, 'hidden')
    trainee.now += 60 * MINUTE
    expect(await trainee.panel()).toBeUndefined()
  })

  it('answered, is an entry behind all the time it proves, and the next follows from its own hash', async () => {
    const trainee = await Trainee.join(2)
    const target = await trainee.target()
    const proof = await trainee.signedInBy()
    await trainee.playUntilAsked()
    expect(await trainee.answer()).toBe(true)
    const entries = await trainee.entries()
    expect(entries.at(-1)?.known).toMatchObject({
      kind: 'presence',
      body: { after: proof, n: 1, due: START + target, result: 'answered', answered: trainee.now },
    })
    const before = entries.flatMap(({ known }) => (known?.kind === 'watch' ? known.body.spans : []))
    expect(before.reduce((sum, { ms }) => sum + ms, 0)).toBe(target + 5000)
    expect(trainee.withdrawn).toBe(1)
    await trainee.playUntilAsked()
    expect(await trainee.answer()).toBe(true)
    expect(await trainee.checks()).toMatchObject([{}, { after: entries.at(-1)?.hash, n: 2, result: 'answered' }])
  })

  it('is missed after the answer time of further playing; the question stays, and a late answer is a new proof', async () => {
    const trainee = await Trainee.join(3)
    await trainee.playUntilAsked()
    await trainee.play(presence.answer + 5000)
    expect(await trainee.checks()).toMatchObject([{ n: 1, result: 'missed' }])
    expect(await trainee.panel()).toMatchObject({ missed: true })
    const missed = (await trainee.entries()).at(-1)?.hash
    await trainee.play(30_000)
    expect(await trainee.checks()).toHaveLength(1)
    expect(await trainee.answer()).toBe(true)
    expect((await trainee.checks())[1]).toMatchObject({ after: missed, n: 2, result: 'answered' })
    expect(await trainee.panel()).toBeUndefined()
  })

  it('nobody answers for hours is missed again and again, each by its own moment', async () => {
    const trainee = await Trainee.join(4)
    for (let hour = 0; hour < 2; hour++) {
      await trainee.play(30 * MINUTE)
      await trainee.panel()
      await trainee.play(30 * MINUTE)
    }
    const checks = await trainee.checks()
    expect(checks.length).toBeGreaterThanOrEqual(3)
    expect(checks.map(({ n }) => n)).toEqual(checks.map((_, i) => i + 1))
    expect(new Set(checks.map(({ due }) => due)).size).toBe(checks.length)
  })

  it('waits as long as the player is paused', async () => {
    const trainee = await Trainee.join(5)
    await trainee.playUntilAsked()
    trainee.now += 20 * MINUTE
    await trainee.panel()
    expect(await trainee.answer()).toBe(true)
    expect(await trainee.checks()).toMatchObject([{ result: 'answered' }])
  })

  it('that no page and no notification could bring is not-shown, never missed', async () => {
    const trainee = await Trainee.join(6)
    trainee.canShow = false
    await trainee.play((await trainee.target()) + presence.answer + 15_000)
    expect(await trainee.checks()).toMatchObject([{ result: 'not-shown' }])
  })

  it('out of sight in picture in picture comes as a notification, once', async () => {
    const trainee = await Trainee.join(7)
    trainee.canNotify = true
    await trainee.play((await trainee.target()) + 30_000, { visible: false, pip: true })
    expect(trainee.notified).toBe(1)
    await trainee.play(presence.answer, { visible: false, pip: true })
    expect(await trainee.checks()).toMatchObject([{ result: 'missed' }])
  })

  it('that was seen is answered by signing out by hand, in front of the sign-out', async () => {
    const trainee = await Trainee.join(8)
    await trainee.playUntilAsked()
    await trainee.desk.people.signOut('popup')
    expect((await trainee.entries()).slice(-2).map(({ known }) => known?.body)).toMatchObject([
      { n: 1, result: 'answered', answered: trainee.now },
      { reason: 'popup' },
    ])
    const [person] = await trainee.desk.recorder.db.getAll('people')
    await trainee.desk.people.signIn(person?.id ?? '')
    expect(await trainee.panel()).toBeUndefined()
  })

  it.each([
    ['the browser was closed', 16, 'browser-closed'],
    ['the idle time is over', 17, 'idle'],
    ['somebody else sits down', 18, 'other-person'],
  ] as const)('within its time to answer when %s is held against nobody', async (_, n, reason) => {
    const trainee = await Trainee.join(n)
    await trainee.playUntilAsked()
    await trainee.play(presence.answer - 10_000)
    if (reason === 'browser-closed') {
      await trainee.device.restart()
      await startSession(trainee.desk)
    } else await trainee.desk.people.signOut(reason)
    expect((await trainee.entries()).at(-1)?.known?.body).toEqual({ reason })
    expect(await trainee.checks()).toEqual([])
    expect((await trainee.desk.recorder.state()).presence).toBeUndefined()
  })

  it('whose time to answer had passed when the browser was closed is missed, in front of the sign-out', async () => {
    const trainee = await Trainee.join(19)
    await trainee.playUntilAsked()
    await trainee.play(presence.answer - 5000)
    // What played on was reported, and the worker died before it looked.
    const look = trainee.desk.presence.look
    trainee.desk.presence.look = () => Promise.resolve()
    await trainee.play(10_000)
    trainee.desk.presence.look = look
    await trainee.device.restart()
    await startSession(trainee.desk)
    expect((await trainee.entries()).slice(-2).map(({ known }) => known?.body)).toMatchObject([
      { result: 'missed' },
      { reason: 'browser-closed' },
    ])
  })

  it('that came due a moment before the sign-out and was seen by nobody is held against nobody', async () => {
    const trainee = await Trainee.join(9)
    await trainee.play((await trainee.target()) + 2000)
    await trainee.desk.people.signOut('popup')
    expect(await trainee.checks()).toEqual([])
  })

  it('outlives the worker: another one takes the same answer, once', async () => {
    const trainee = await Trainee.join(10)
    await trainee.playUntilAsked()
    const question = await trainee.panel()
    await trainee.device.restart()
    await trainee.play(5000)
    expect(await trainee.panel()).toEqual(question)
    expect(await trainee.desk.presence.answer(question?.token ?? '')).toBe(true)
    expect(await trainee.desk.presence.answer(question?.token ?? '')).toBe(false)
    expect(await trainee.checks()).toHaveLength(1)
  })

  it('takes no answer from a content script, nor by a token that was not given for it', async () => {
    const trainee = await Trainee.join(11)
    await trainee.playUntilAsked()
    const { token = '' } = (await trainee.panel()) ?? {}
    await answerFrame(trainee.desk, { type: 'present', input: { token } }, 7, 0)
    expect(await answerPage(trainee.desk, { type: 'present', input: { token: 'f'.repeat(32) } })).toBe(false)
    expect(await trainee.checks()).toEqual([])
    expect(await answerPage(trainee.desk, { type: 'present', input: { token } })).toBe(true)
  })

  it('is answered by the extension’s own key without a token, and only while it waits', async () => {
    const trainee = await Trainee.join(15)
    expect(await trainee.desk.presence.answerNow()).toBe(false)
    await trainee.playUntilAsked()
    expect(await trainee.desk.presence.answerNow()).toBe(true)
    expect(await trainee.checks()).toMatchObject([{ result: 'answered' }])
  })

  it('shows on the badge as long as it waits', async () => {
    const trainee = await Trainee.join(12)
    await trainee.playUntilAsked()
    expect(await badgeNow(trainee.desk.recorder)).toEqual({ state: 'attention', why: 'presence' })
    await trainee.answer()
    expect(await badgeNow(trainee.desk.recorder)).toEqual({ state: 'recording' })
  })

  it('is asked by the class whose policy has it and whose lesson plays, and by no other', async () => {
    const trainee = await Trainee.join(13)
    const other = await school.hr.openClass({
      name: '第2期',
      courses: [{ site: 'px.class.com.cn', title: '另一门课' }],
    })
    await school.hr.importRoster(other.id, [{ name: '学员14', id: inventedId(14) }])
    const [slip] = await school.hr.slips(other.id)
    const [person] = await trainee.desk.recorder.db.getAll('people')
    const joined = await trainee.desk.joining.join({
      by: 'code',
      server: school.server.url,
      code: slip?.code ?? '',
      person: person?.id ?? '',
    })
    const quiet = 'chain' in joined ? joined.chain : ''
    await trainee.playUntilAsked()
    await trainee.answer()
    expect((await entriesOf(trainee.device, quiet)).map(({ kind }) => kind)).toEqual(['join', 'consent', 'signin'])
    expect(await trainee.checks()).toHaveLength(1)
  })
})

describe('idle', () => {
  it('who has played nothing for as long as the policy says is signed out, with that reason; playing puts it off', async () => {
    const trainee = await Trainee.join(14)
    trainee.now += 20 * MINUTE
    await trainee.play(10_000)
    trainee.now += 29 * MINUTE
    await sweep(trainee.desk)
    expect((await trainee.desk.recorder.state()).signedIn).toBeDefined()
    trainee.now += MINUTE
    await sweep(trainee.desk)
    expect((await trainee.desk.recorder.state()).signedIn).toBeUndefined()
    expect((await trainee.entries()).at(-1)?.known?.body).toEqual({ reason: 'idle' })
  })
})
