import type { Milliseconds } from '../../shared/record/fields'
import type { PageDescription } from '../messages'
import { writable } from './choose-chain'
import { guessed } from './confirming'
import type { Recorder } from './recorder'
import type { StateRow } from './rows'
import { clip } from './seeing'

/** A page that lacks something for this long lacks it; until then it may still be being built. */
const SETTLED: Milliseconds = 10_000
/** The same is said once a day. */
const AGAIN: Milliseconds = 86_400_000

type Lacking = NonNullable<StateRow['lacking']>[string]

/** Takes what a page of a tab lacks of its rule, also one on which nothing plays. Returns whether something was written. */
export function seeMissing(recorder: Recorder, page: PageDescription, tab: number): Promise<boolean> {
  return recorder.turn(async () => {
    const at = recorder.now()
    const { lacking = {} } = await recorder.state()
    const { [tab]: before, ...others } = lacking
    const detail = clip(`${page.rule.split('#')[0]} ${page.missing.join(' ')}`, 300)
    const now: Lacking | undefined =
      guessed(page) || page.missing.length === 0 ? undefined : { site: page.site, host: page.host, detail, at }
    if (!before && !now) return false
    if (before && before.detail === now?.detail) return false
    await recorder.changeState((state) => ({ ...state, lacking: { ...others, ...(now && { [tab]: now }) } }))
    return before !== undefined && (await note(recorder, before))
  })
}

/** Every minute: what still lacks something. Returns whether something was written. */
export function noteMissing(recorder: Recorder): Promise<boolean> {
  return recorder.turn(async () => {
    let written = false
    for (const one of Object.values((await recorder.state()).lacking ?? {}))
      written = (await note(recorder, one)) || written
    return written
  })
}

/** Inside a turn. Where the person studies at this site the record says it, and the trainee is told. */
async function note(recorder: Recorder, { site, host, detail, at }: Lacking): Promise<boolean> {
  const now = recorder.now()
  const { signedIn, noted = {} } = await recorder.state()
  const key = `missing ${detail}`
  if (now - at < SETTLED || now - (noted[key] ?? Number.NEGATIVE_INFINITY) < AGAIN) return false
  const [chain] = writable(await recorder.db.getAll('chains'), signedIn?.person).filter((row) =>
    row.class.body.courses.some((course) => course.site === site || course.site === 'any'),
  )
  if (!chain) return false
  const [, ...fields] = detail.split(' ')
  await recorder.write(chain.chain, [{ kind: 'system', body: { event: 'field-missing', detail } }])
  await recorder.changeState((state) => ({
    ...state,
    unread: { host, fields, at: now },
    noted: { ...state.noted, [key]: now },
  }))
  return true
}
