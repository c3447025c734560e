import { showTime } from '../../calendar/beijing'
import type { Milliseconds } from '../../record/fields'
import type { Bag } from '../bag'
import { files } from '../layout'
import type { Checks } from '../report'
import type { Certificate } from './certificate'
import { readTimestamp } from './read'

/** The optional time stamp over the tag manifest: checked when present. Its time, where an authority that the verifier trusts gave it. */
export async function checkTimestamp(
  bag: Bag,
  authorities: readonly Certificate[],
  checks: Checks,
): Promise<Milliseconds | undefined> {
  const response = bag.get(files.timestamp)
  if (!response) return undefined
  const stamp = await readTimestamp(response, bag.get(files.tagManifest) ?? new Uint8Array(), authorities)
  if ('unread' in stamp) {
    checks.note(`资料包带有时间戳，没有核对：${stamp.unread}`)
    return undefined
  }
  checks.add('真实性', '可信时间戳与内容相符', 'problem' in stamp ? [`${files.timestamp}：${stamp.problem}`] : [])
  if ('at' in stamp)
    checks.note(
      stamp.confirmed
        ? `资料包由时间戳机构（${stamp.authority}）于 ${showTime(stamp.at)} 证明已经存在`
        : `资料包带有时间戳（${stamp.authority}，${showTime(stamp.at)}），该机构未经确认：请给出它的证书（--tsa）再核验`,
    )
  return 'at' in stamp && stamp.confirmed ? stamp.at : undefined
}
