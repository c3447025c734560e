import type { Answer, ContentMessages, Message, PageMessages } from '../messages'
import { importReceipts } from '../outbox/receipts'
import { choiceKey } from './choose-chain'
import { askScore, confirm, takeScore } from './confirming'
import type { Desk } from './desk'
import { noteUnmeasurable } from './health'
import { sealNow } from './lifecycle'
import { writePage } from './page-entries'

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
): Promise<unknown> {
  if (!isContent(message)) return undefined
  switch (message.type) {
    case 'active':
      return desk.passOn(tab)
    case 'rules':
      return desk.rules.for(String(message.input.host))
    case 'watch':
      return watch(desk, message.input, tab, frame)
    case 'page': {
      const written = await writePage(desk.recorder, desk.rules, message.input)
      await desk.watching.page(message.input, tab)
      if (written > 0) desk.drafts.onSealed()
      else await askScore(desk.recorder, message.input)
      return undefined
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
      if ('chain' in outcome) void sync.chain(outcome.chain, true)
      return outcome
    }
    case 'signIn':
      return people.signIn(message.input.person, message.input.pin)
    case 'signOut':
      await people.signOut('popup')
      return undefined
    case 'choose': {
      const { asking, signedIn } = await recorder.state()
      if (asking && signedIn) await desk.watching.choose(message.input.chain, choiceKey(signedIn.person, asking.course))
      return undefined
    }
    case 'pause': {
      const { site, on } = message.input
      await recorder.turn(() =>
        recorder.changeState((state) => {
          const others = (state.paused ?? []).filter((one) => one !== site)
          return { ...state, paused: on ? [...others, site] : others }
        }),
      )
      return undefined
    }
    case 'confirm':
      await confirm(recorder, message.input)
      return undefined
    case 'confirmScore': {
      const page = await takeScore(recorder, message.input.course)
      if (page && (await writePage(recorder, desk.rules, page)) > 0) desk.drafts.onSealed()
      return undefined
    }
    case 'changePerson':
      await people.change(message.input.person, message.input)
      return undefined
    case 'presence':
      return desk.presence.panel(message.input.visible, tab)
    case 'present':
      return desk.presence.answer(String(message.input.token))
    case 'handIn':
      await sealNow(desk)
      await sync.all({ now: true })
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

const CONTENT = new Set(['active', 'rules', 'watch', 'page', 'unmeasurable'])
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
  'handIn',
  'seal',
  'importReceipts',
])

/** Content scripts and pages are built with this file; what their messages carry is judged where it is used. */
const isContent = (message: { type: string; input?: unknown }): message is ContentMessage => CONTENT.has(message.type)
const isPage = (message: { type: string; input?: unknown }): message is PageMessage => PAGES.has(message.type)
