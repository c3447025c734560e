import { Recorder } from '../journal/recorder'
import { openJournal } from '../journal/store'
import { exportAll, exporter, handInFile, type NamedText } from '../outbox/hand-in'
import { ask } from './ask'

let opening: Promise<Recorder> | undefined

/**
 * The journal, for a page to read: only the worker writes. The worker opens it first, because at the start of the browser
 * it has to sign out whoever was there before. Rejects when the browser cannot open it; the next call tries again.
 */
export function journal(): Promise<Recorder> {
  opening ??= open().catch((error: unknown) => {
    opening = undefined
    throw error
  })
  return opening
}

async function open(): Promise<Recorder> {
  await ask('ready')
  const lost = () => {
    opening = undefined
  }
  return new Recorder(await openJournal(undefined, lost))
}

/** 上交文件 of whoever is signed in, or of everybody where nobody is, with what was recorded until now. */
export async function handInFileNow(): Promise<NamedText> {
  await ask('seal')
  const recorder = await journal()
  const { signedIn } = await recorder.state()
  const rows = await recorder.db.getAll('chains')
  const mine = rows.filter(({ person }) => !signedIn || person === signedIn.person)
  return handInFile(recorder.db, mine, recorder.now())
}

/** 导出我的全部数据 of whoever may have it now; undefined where somebody has to sign in first. */
export async function exportNow(): Promise<NamedText | undefined> {
  await ask('seal')
  const recorder = await journal()
  const owner = exporter(await recorder.state(), await recorder.db.getAll('people'))
  return owner === undefined ? undefined : exportAll(recorder, owner)
}
