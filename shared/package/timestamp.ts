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
    : { problem: '这里不能核验时间戳，请用 xueji verify' }
  checks.add('真实性', '可信时间戳与内容相符', 'problem' in stamp ? [`${files.timestamp}：${stamp.problem}`] : [])
  if ('at' in stamp)
    checks.note(
      stamp.confirmed
        ? `资料包由时间戳机构（${stamp.authority}）于 ${showTime(stamp.at)} 证明已经存在`
        : `资料包带有时间戳（${stamp.authority}，${showTime(stamp.at)}），该机构未经确认：请用 --tsa 给出它的证书再核验`,
    )
  return 'at' in stamp && stamp.confirmed ? stamp.at : undefined
}
