import type { Playing } from '../messages'
import type { Reading } from './media-clock'

/** Where an element's state comes from besides the element itself. */
export interface Clocks {
  mono(): number
  wall(): number
  /** The document of the frame is on screen. */
  visible(): boolean
}

/** A loop without sound or controls that is shorter than this is decoration, not a lesson. */
const DECORATION_SECONDS = 60

/** One reading of an element and of both clocks. `shown`: the element has a size on the page. */
export function readMedia(element: HTMLMediaElement, clocks: Clocks, shown: boolean): Reading {
  return {
    mono: clocks.mono(),
    wall: clocks.wall(),
    position: element.currentTime * 1000,
    rate: Math.round(element.playbackRate * 1000),
    playing: !element.paused && !element.ended && !element.seeking && element.readyState >= 2 && !isDecoration(element),
    visible: clocks.visible() && shown,
    pip: isInPicture(element),
    muted: element.muted || element.volume === 0,
  }
}

/** What the player is, for the badge and the view. `grows`: its end moves away as it plays. */
export function describeMedia(element: HTMLMediaElement, state: Playing['state'], grows: boolean): Playing {
  const { duration } = element
  const live = grows || duration === Number.POSITIVE_INFINITY
  return {
    kind: element.localName === 'audio' ? 'audio' : live ? 'live' : 'video',
    ...(!live && Number.isFinite(duration) && { duration: Math.round(duration * 1000) }),
    state,
    rate: Math.round(element.playbackRate * 1000),
  }
}

/** A picture that takes no room on the page is not on screen. Costs a layout: not for every reading. */
export const takesRoom = (element: HTMLMediaElement): boolean => element.clientWidth > 0 && element.clientHeight > 0

/** Sound alone has none. */
export const hasPicture = (element: HTMLMediaElement): boolean =>
  'videoWidth' in element && Number(element.videoWidth) > 0

const isDecoration = (element: HTMLMediaElement): boolean =>
  element.loop && element.muted && !element.controls && element.duration < DECORATION_SECONDS

/** `document.pictureInPictureElement` names the host of a shadow root, so the element's own root is asked. Firefox tells nobody. */
function isInPicture(element: HTMLMediaElement): boolean {
  const root = element.getRootNode()
  return 'pictureInPictureElement' in root && root.pictureInPictureElement === element
}
