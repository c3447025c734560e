import type { ContentMessages, PageMessages } from '../messages'
import type { Answer, Message } from '../messaging'
import { importReceipts } from '../outbox/receipts'
import { confirmSignIn, phonePageOf } from '../outbox/second-factor'
import { choiceKey } from './choose-chain'
import { askScore, confirm, takeScore } from './confirming'
import type { Desk } from './desk'
import { noteUnmeasurable } from './health'
import { sealNow } from './lifecycle'
import { seeMissing } from './missing'
import { answerHello } from './own-server'
import { writeHeld, writePage } from './page-entries'
import { isPaused, pause } from './pausing'

type PageMessage = Message<PageMessages>
type ContentMessage = Message<ContentMessages>

export const isMessage = (message: unknown): message is { type: string; input?: unknown } =>
  typeof message === 'object' && message !== null && 'type' in message && typeof message.type === 'string'

/** Messages of content scripts. They are our own scripts, but run beside foreign pages: nothing of the pages' commands is answered here. */
export async function answerFrame(
  desk: Desk,
  message: { type: string; input?: unknown },
  tab: number,
  frame: number,
  /** Of the page that asks, as the browser says. */
  address = '',
): Promise<unknown> {
  if (!isContent(message)) return undefined
  switch (message.type) {
    case 'active':
      return desk.passOn(tab)
    case 'hello':
      return answerHello(desk, address)
    case 'rules':
      return desk.rules.for(String(message.input.host))
    case 'watch':
      return watch(desk, message.input, tab, frame)
    case 'page': {
      const state = await desk.recorder.state()
      if (!state.signedIn || isPaused(state, message.input.site)) return { taken: false }
      const page = await desk.openers.placed(message.input, tab)
      const written = await writePage(desk.recorder, desk.rules, page)
      await desk.watching.page(page, tab)
      const missing = await seeMissing(desk.recorder, page, tab)
      if (written > 0 || missing) desk.drafts.onSealed()
      await askScore(desk.recorder, page)
      return { taken: true }
    }
    case 'unmeasurable': {
      const { what, detail, page } = message.input
      if (what === 'frame' && (await desk.mayEnter(detail))) return undefined
      const top = frame === 0 ? page : ((await desk.watching.topPage(tab)) ?? page)
      if (await noteUnmeasurable(desk.recorder, desk.rules, message.input, top)) desk.drafts.onSealed()
      return undefined
    }
  }
}

/** Messages of the extension's own pages. */
export function answerPage(desk: Desk, message: { type: string; input?: unknown }, tab?: number): Promise<unknown> {
  return isPage(message) ? answer(desk, message, tab) : Promise.resolve(undefined)
}

async function watch(desk: Desk, input: ContentMessages['watch']['input'], tab: number, frame: number) {
  const taken = await desk.watching.watch(input, tab, frame)
  if (taken.recording) await desk.presence.look(input.view)
  return taken
}

async function answer(
  desk: Desk,
  message: PageMessage,
  tab: number | undefined,
): Promise<Answer<PageMessages, keyof PageMessages>> {
  const { recorder, people, joining, sync } = desk
  switch (message.type) {
    case 'ready':
      return undefined
    case 'join': {
      const outcome = await joining.join(message.input)
      if ('chain' in outcome) {
        void sync.chain(outcome.chain, true)
        void desk.askPages()
      }
      return outcome
    }
    case 'signIn': {
      const outcome = await people.signIn(message.input.person, message.input.pin)
      if (outcome === 'signed-in') {
        if ((await writeHeld(recorder, desk.rules)) > 0) desk.drafts.onSealed()
        void desk.askPages()
      }
      return outcome
    }
    case 'signOut':
      await people.signOut('popup')
      return undefined
    case 'choose': {
      const { asking, signedIn } = await recorder.state()
      if (asking && signedIn) await desk.watching.choose(message.input.chain, choiceKey(signedIn.person, asking.course))
      if ((await writeHeld(recorder, desk.rules)) > 0) desk.drafts.onSealed()
      return undefined
    }
    case 'pause':
      await pause(recorder, desk.drafts, message.input.site, message.input.on)
      if (!message.input.on) void desk.askPages()
      return undefined
    case 'confirm':
      await confirm(recorder, message.input)
      return undefined
    case 'confirmScore': {
      const page = await takeScore(recorder, message.input.course)
      if (page && (await writePage(recorder, desk.rules, page, true)) > 0) desk.drafts.onSealed()
      return undefined
    }
    case 'changePerson':
      await people.change(message.input.person, message.input)
      return undefined
    case 'presence':
      return desk.presence.panel(message.input.visible, tab)
    case 'present':
      return desk.presence.answer(String(message.input.token))
    case 'appeal': {
      const kept = await desk.appeals.write(message.input)
      void desk.appeals.send(true)
      return kept
    }
    case 'phonePage':
      return phonePageOf(recorder, desk.requests, message.input.chain)
    case 'secondFactor':
      return confirmSignIn(recorder, desk.requests, message.input.code)
    case 'handIn':
      await sealNow(desk)
      await sync.all({ now: true })
      await desk.appeals.send(true)
      return undefined
    case 'seal':
      await sealNow(desk)
      return undefined
    case 'importReceipts': {
      const report = await importReceipts(recorder, message.input.text)
      void sync.all()
      return report
    }
  }
}

const CONTENT = new Set(['active', 'hello', 'rules', 'watch', 'page', 'unmeasurable'])
const PAGES = new Set([
  'ready',
  'join',
  'signIn',
  'signOut',
  'choose',
  'pause',
  'confirm',
  'confirmScore',
  'changePerson',
  'presence',
  'present',
  'appeal',
  'phonePage',
  'secondFactor',
  'handIn',
  'seal',
  'importReceipts',
])

/** Content scripts and pages are built with this file; what their messages carry is judged where it is used. */
export const isContent = (message: { type: string; input?: unknown }): message is ContentMessage =>
  CONTENT.has(message.type)
const isPage = (message: { type: string; input?: unknown }): message is PageMessage => PAGES.has(message.type)
