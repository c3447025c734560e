import { showTime } from '../calendar/beijing'
import type { Milliseconds } from '../record/fields'
import type { Bag } from './bag'
import { files } from './layout'
import type { Checks } from './report'

/** What an RFC 3161 response over some bytes says, or why it is not to be believed. */
export type Timestamp =
  | {
      at: Milliseconds
      /** Who signed it, as its certificate says. */
      authority: string
      /** Its certificate is the verifier's own, or issued by it. */
      confirmed: boolean
    }
  | { problem: string }
  /** This verifier reads none: nothing rests on it, and nothing is said against it. */
  | { unread: string }

/**
 * Reads an RFC 3161 response over `data`. A port: certificates and RSA are not everywhere that a package is verified
 * (`server/ledger/timestamp/` fills it). Never throws.
 */
export type ReadTimestamp = (response: Uint8Array, data: Uint8Array) => Promise<Timestamp>

/** The optional time stamp over the tag manifest: checked when present. Its time, where an authority that the verifier trusts gave it. */
export async function checkTimestamp(
  bag: Bag,
  read: ReadTimestamp | undefined,
  checks: Checks,
): Promise<Milliseconds | undefined> {
  const response = bag.get(files.timestamp)
  if (!response) return undefined
  const stamp: Timestamp = read
    ? await read(response, bag.get(files.tagManifest) ?? new Uint8Array())
    : { unread: '这里不核对时间戳' }
  if ('unread' in stamp) {
    checks.note(`资料包带有时间戳，没有核对：${stamp.unread}，请用 xueji verify --tsa 核对`)
    return undefined
  }
  checks.add('真实性', '可信时间戳与内容相符', 'problem' in stamp ? [`${files.timestamp}：${stamp.problem}`] : [])
  if ('at' in stamp)
    checks.note(
      stamp.confirmed
        ? `资料包由时间戳机构（${stamp.authority}）于 ${showTime(stamp.at)} 证明已经存在`
        : `资料包带有时间戳（${stamp.authority}，${showTime(stamp.at)}），该机构未经确认：请用 --tsa 给出它的证书再核验`,
    )
  return 'at' in stamp && stamp.confirmed ? stamp.at : undefined
}
