import 'fake-indexeddb/auto'
import { nodeCrypto } from '../../server/crypto'
import { type Entry, readEntry } from '../../shared/record/entry'
import { ruleRef } from '../../shared/site/hash'
import { defaultPolicy } from '../../shared/study/policies'
import type { Policy } from '../../shared/study/policy'
import { Hr, inventedId } from '../../test/support/hr'
import { freshDataDir, type RunningServer, removeDir, startServer } from '../../test/support/server'
import { type Desk, openDesk } from '../journal/desk'
import type { Tabs } from '../journal/openers'
import type { AskPort } from '../journal/presence'
import { openJournal, STORES } from '../journal/store'
import type { PageDescription } from '../messages'
import { httpServer, type Server } from '../outbox/server'
import { builtIn } from '../sites'

/** A real server with a class, for the extension's own tests; IndexedDB is the only thing that is not a browser's. */
export interface School {
  server: RunningServer
  hr: Hr
  classId: string
  codes: string[]
  close(): Promise<void>
}

export const course = { key: '10103', title: '电工安全基础' }

export async function openSchool(people: number, policy: Policy = defaultPolicy): Promise<School> {
  const dataDir = freshDataDir()
  const server = await startServer({ dataDir })
  const hr = new Hr(server.url)
  await hr.setUp(server.setupToken ?? '')
  const { id } = await hr.openClass({ courses: [{ site: 'px.class.com.cn', title: course.title }], policy })
  await hr.importRoster(
    id,
    Array.from({ length: people }, (_, i) => ({ name: `学员${i + 1}`, id: inventedId(i + 1) })),
  )
  const codes = (await hr.slips(id)).map(({ code }) => code)
  return {
    server,
    hr,
    classId: id,
    codes,
    async close() {
      await server.stop()
      removeDir(dataDir)
    },
  }
}

const [px] = builtIn
const pxRule = px ? ruleRef(nodeCrypto, px) : ''

export const page = (lesson = '1'): PageDescription => ({
  site: 'px.class.com.cn',
  host: 'px.class.com.cn',
  rule: pxRule,
  course,
  lesson: { key: lesson, title: `第${lesson}节` },
  courses: [],
  missing: [],
})

export interface Device {
  desk: Desk
  /** What the tab's top frame shows. */
  show(page: PageDescription): void
  /** One for each time that frames were told to ask for their rules again. */
  told: true[]
  /** The worker is killed: another one opens the same journal. */
  restart(): Promise<void>
}

let devices = 0
type DeviceOptions = NonNullable<Parameters<typeof openDevice>[0]>

/** A second machine with the same disk image. */
export async function copyOf({ desk }: Device, options: Omit<DeviceOptions, 'name'> = {}): Promise<Device> {
  const name = `copy-${Math.random()}`
  const db = await openJournal(name, () => undefined)
  for (const store of STORES) {
    for (const value of await desk.recorder.db.getAll(store)) await db.put(store, value)
  }
  db.close()
  return openDevice({ ...options, name })
}

export async function openDevice(
  options: {
    server?: Server
    now?: () => number
    name?: string
    ask?: AskPort
    audible?: () => Promise<number[]>
    tabs?: Tabs
  } = {},
): Promise<Device> {
  const name = options.name ?? `journal-${devices++}`
  let shown = page()
  const told: true[] = []
  const open = () =>
    openDesk({
      build: '0.1.0 test/1',
      rules: builtIn,
      topPage: async () => shown,
      sealed: () => undefined,
      lost: () => undefined,
      allowed: async () => true,
      rulesChanged: async (_, reading) => {
        if (reading) told.push(true)
      },
      server: options.server ?? httpServer(),
      name,
      ...(options.now && { now: options.now }),
      ...(options.ask && { ask: options.ask }),
      ...(options.audible && { audible: options.audible }),
      ...(options.tabs && { tabs: options.tabs }),
    })
  const device: Device = {
    desk: await open(),
    told,
    show(next) {
      shown = next
    },
    async restart() {
      device.desk.recorder.db.close()
      device.desk = await open()
    },
  }
  return device
}

export async function joinByCode(
  { desk }: Device,
  { server, codes }: School,
  n: number,
  pin?: string,
): Promise<string> {
  const outcome = await desk.joining.join({ by: 'code', server: server.url, code: codes[n] ?? '', ...(pin && { pin }) })
  if (!('chain' in outcome)) throw new Error(`not joined: ${JSON.stringify(outcome)}`)
  return outcome.chain
}

/** What stands in the journal, read as anybody reads it. */
export async function entriesOf({ desk }: Device, chain: string): Promise<Entry[]> {
  const rows = await desk.recorder.db.getAll('entries')
  return rows.filter((row) => row.chain === chain).map(({ line }) => readEntry(nodeCrypto, line))
}
