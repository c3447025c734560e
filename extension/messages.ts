import type { HereMessage, PracticeMessage } from '../shared/api/reach'
import type { Body, Span } from '../shared/record/bodies'
import type { Milliseconds } from '../shared/record/fields'
import type { SiteRule } from '../shared/site/rule'
import type { Reason } from '../shared/study/reasons'
import type { AppealMessages } from './appeal-messages'
import type { Unmeasurable } from './capture/find-unmeasurable'
import type { JoinInput, JoinOutcome } from './joining'
import type { SiteAccess } from './journal/own-sites'
import type { SyncOutcome } from './journal/rows'
import type { PageDescription } from './page-description'

export type { Enrolment, PageDescription } from './page-description'

/**
 * Every message between content scripts, background and extension pages: { type: { input, output } }.
 * A content script may send only `ContentMessages`; the background checks each by hand or schema before use.
 */

export interface Playing {
  kind: 'video' | 'audio' | 'live' | 'document'
  /** ms; absent where endless or unknown. */
  duration?: Milliseconds
  /** What the player does right now; drives the badge. */
  state: 'advancing' | 'stalled' | 'paused' | 'ended' | 'hidden'
  rate: number
}

/** What a page of a server is told. */
export type FromExtension = HereMessage | PracticeMessage

/** A site rule with its name in the record, `id@version#hash`. */
export interface RuleInUse {
  rule: SiteRule
  ref: string
}

/** Something seen of a player that spans have no place for, from its first sign to its last; `count` readings or events. */
export type Seen = Omit<Body<'observation'>, 'view'> & { count: number }

export interface ContentMessages {
  /** Somebody uses a frame of the tab: the document in its top frame is being read. */
  active: { input: undefined; output: undefined }
  /** A page of a server asks whether we are here; the browser says which page. */
  hello: { input: undefined; output: FromExtension[] }
  /** A frame asks by which rules its page may be read. */
  rules: { input: { host: string }; output: RuleInUse[] }
  /** Sent every <= 5 s while playing, at once when a span closes, and when the view ends. */
  watch: {
    input: {
      /** Random id of (frame, element, source); a new source is a new view. */
      view: string
      playing: Playing
      /** Index of the first of `spans` within the view. Spans before it were acknowledged. The last one may still be growing unless `closed`. */
      first: number
      spans: Span[]
      /** All of `spans` are final. */
      closed: boolean
      /** The view is over: element gone, source replaced, page left. */
      ended: boolean
      /** The page of this frame, used where frame 0 cannot be asked. */
      page: PageDescription
      /** Stretches in which clocks disagreed. */
      gaps: { reason: 'clock' | 'frozen' | 'script-replaced'; from: Milliseconds; to: Milliseconds }[]
      /** All that was seen in this view until now; absent where there is nothing. */
      seen?: Seen[]
    }
    /** Spans below `acknowledged` are sealed or safely in a draft and need not be sent again once closed. */
    output: { recording: boolean; acknowledged: number }
  }
  /** The top frame saw its description change (course, lesson, score, enrolment). Not `taken` while nobody is signed in or the site is paused. */
  page: { input: PageDescription; output: { taken: boolean } }
  /** A frame holds a player that cannot be measured (plug-in, canvas), or a frame where one may be and we may not look. */
  unmeasurable: { input: Unmeasurable & { page: PageDescription }; output: undefined }
}

/** The background asks the top frame; `rules` tells every frame to ask for its rules again. */
export interface FrameMessages {
  /**
   * Puts a presence check over the page, or takes it away. Nothing of the page can answer it. `elsewhere`: a frame of it is
   * full screen, and only there can it be pressed; nothing was done, unless it is to be shown `anyway`.
   */
  presence: { input: { show: boolean; anyway?: boolean }; output: 'stands' | 'elsewhere' | 'none' }
  describe: { input: undefined; output: PageDescription }
  /** Somebody is there now whose page it may be: it is told again. */
  tell: { input: undefined; output: undefined }
  active: { input: undefined; output: undefined }
  rules: { input: undefined; output: undefined }
}

/* ---------- extension pages (popup, welcome, options) -> background ---------- */

/** Time of something, apart by who vouches for it. */
export interface Times {
  /** Credited by the server as of `asOf`; absent where it has said nothing yet. */
  received?: Milliseconds
  asOf?: Milliseconds
  /** Would count by what is on this device and not yet in the server's figure. */
  local: Milliseconds
}

/** Why something does not count while it is open; `idle`: a document that nobody has used for a minute; `paused`: a site that the trainee has paused. */
export type LiveReason = Reason | 'idle' | 'paused'

export interface NowPlaying {
  course: string
  lesson: string
  site: string
  state: Playing['state']
  /** Why it is not counting right now; absent while it counts or is paused. */
  reason?: LiveReason
  /** No rule names the course: the trainee's class decides by title. */
  unnamed: boolean
  /** Read by the generic rule and not confirmed: what the trainee is asked to check. */
  check?: Check
  /** What the trainee has said, to be corrected. */
  confirmed?: Check
}

/** What was read of a course and a lesson, and the courses of the trainee's plans that it may be. */
export interface Check {
  site: string
  read: { course?: string; lesson?: string }
  course: string
  lesson: string
  courses: { key: string; title: string }[]
}

export interface ConfirmInput {
  site: string
  /** Keys as they were read. */
  read: { course?: string; lesson?: string }
  course: { key: string; title: string }
  lesson?: string
}

export interface SeatStatus {
  chain: string
  class: string
  organisation: string
  state: 'joined' | 'pending' | 'file' | 'unusable'
  server?: string
  /** Entries that have no receipt. */
  waiting: number
  lastSync?: { at: Milliseconds; outcome: SyncOutcome; detail?: string }
  lastReceiptAt?: Milliseconds
  credited?: Milliseconds
  closedOn?: string
  /** The class asks for a second factor, and this sign-in has none yet. */
  unconfirmed?: true
}

export interface Status {
  at: Milliseconds
  people: { id: string; name: string; hasPin: boolean; account?: string }[]
  signedIn?: { id: string; name: string; since: Milliseconds }
  now: NowPlaying[]
  today: Times & { deductions: { reason: Reason; ms: Milliseconds }[] }
  /** Of the lesson that plays, or played last. */
  lesson?: Times & { course: string; lesson: string }
  asking?: { course: string; title: string; classes: { chain: string; name: string }[] }
  /** A score that was read and whose course is not known. */
  score?: { value: string; max?: string; host: string; courses: { key: string; title: string }[] }
  /** Of the signed-in person. */
  seats: SeatStatus[]
  badge: Badge
  /** A presence check waits for an answer. */
  presence?: { token: string; missed: boolean }
  /** When they signed in and out today, in order; the last one is open while they are signed in. */
  attendance: { from: Milliseconds; to?: Milliseconds }[]
  access: SiteAccess
  /** Sites that the trainee has paused. */
  paused: string[]
  unmeasurable?: { host: string; what: Unmeasurable['what']; at: Milliseconds }
  /** What the rule of a site did not find in its pages. */
  unread?: { host: string; fields: string[]; at: Milliseconds }
  /** Classes joined two days ago or more of which nothing was recorded here. */
  silent: string[]
}

export type Badge =
  | { state: 'recording' }
  | { state: 'not-counting'; reason: LiveReason }
  | { state: 'signed-in' }
  | { state: 'signed-out' }
  | {
      state: 'attention'
      why:
        | 'storage'
        | 'old-kernel'
        | 'not-joined'
        | 'choose-class'
        | 'key-lost'
        | 'presence'
        | 'not-received'
        | 'not-allowed'
    }

export interface PageMessages extends AppealMessages {
  /** Resolves when the journal is open and a new session of the browser has begun in it. */
  ready: { input: undefined; output: undefined }
  join: { input: JoinInput; output: JoinOutcome }
  signIn: { input: { person: string; pin?: string }; output: 'signed-in' | 'wrong-pin' | 'wait' | 'unknown' }
  signOut: { input: undefined; output: undefined }
  /** The trainee says which course and lesson this is. */
  confirm: { input: ConfirmInput; output: undefined }
  /** The trainee says which course the waiting score is of; without one: it is no score of theirs. */
  confirmScore: { input: { course?: { key: string; title: string } }; output: undefined }
  /** Nothing of this site is recorded from now on, or again. */
  pause: { input: { site: string; on: boolean }; output: undefined }
  choose: { input: { chain: string }; output: undefined }
  changePerson: { input: { person: string; name?: string; pin?: string; account?: string }; output: undefined }
  /** The panel of a presence check says whether it can be seen, and asks what to show; undefined: nothing. */
  presence: { input: { visible: boolean }; output: { token: string; missed: boolean } | undefined }
  /** The trainee says that they are studying, by input that the browser vouches for. False: that was not asked. */
  present: { input: { token: string }; output: boolean }
  /** Seals what is in drafts and hands in now. Resolves when every chain had its turn. */
  handIn: { input: undefined; output: undefined }
  /** Seals what is in drafts, for a file that holds everything. */
  seal: { input: undefined; output: undefined }
  importReceipts: { input: { text: string }; output: { entries: number; foreign: number; refused: number } }
}
