import { fileURLToPath } from 'node:url'
import type { ClassSummary, Me, Slip } from '../../shared/api'
import { defaultPolicy } from '../../shared/study/policies'
import { practiceHostMap } from '../practice/hosts'
import { startPractice } from '../practice/main'
import { Hr, inventedId, type RosterPerson } from '../support/hr'
import { freshDataDir, type RunningServer, removeDir, startServer } from '../support/server'
import { until } from './drivers/until'

/** What people get; it has to ask for the server. */
export const extension = (kind: 'chrome-mv3' | 'firefox-mv3') =>
  fileURLToPath(new URL(`../../dist/extension/${kind}`, import.meta.url))
/** The same, but it may reach a server on loopback from the start: headless Chromium cannot show the question. */
export const testExtension = (kind: 'chrome-mv3' | 'firefox-mv3') =>
  fileURLToPath(new URL(`../../dist/extension-test/${kind}`, import.meta.url))

export const people: RosterPerson[] = [
  { name: '王晓明', id: inventedId(1) },
  { name: '李慧𠮷', id: inventedId(2) },
]
export const courses = [
  { site: 'px.class.com.cn', title: '电工安全基础', hours: '8' },
  { site: 'px.class.com.cn', title: '职业道德与劳动法规', hours: '4' },
]

/** A server that is set up, a class with its roster, and the practice platform: everything before the first trainee. */
export interface World {
  server: RunningServer
  /** Starts the server again on its port, with what lies in its data folder. */
  startAgain(): Promise<void>
  hr: Hr
  me: Me
  opened: ClassSummary
  slips: Slip[]
  hosts: Record<string, number>
  close(): Promise<void>
}

export async function openWorld(roster = people, policy = defaultPolicy, planned = courses): Promise<World> {
  const dataDir = freshDataDir()
  const practice = await startPractice({ port: 0 })
  const server = await startServer({ dataDir })
  const hr = new Hr(server.url)
  if (!server.setupToken) throw new Error('the server printed no set-up link')
  const me = await hr.setUp(server.setupToken)
  const opened = await hr.openClass({ name: '电工第1期', occupation: '电工', courses: planned, policy })
  await hr.importRoster(opened.id, roster)
  const world: World = {
    server,
    async startAgain() {
      world.server = await startServer({ dataDir, port: server.port })
    },
    hr,
    me,
    opened,
    slips: await hr.slips(opened.id),
    hosts: practiceHostMap(practice.port),
    async close() {
      await world.server.stop()
      await practice.close()
      removeDir(dataDir)
    },
  }
  return world
}

/** The seat of the first person on the roster, once their score has come in by itself. */
export const seatWithScore = (world: World): Promise<string> =>
  until('the score on the roster', async () => {
    const [row] = (await world.hr.class(world.opened.id)).roster
    return row?.courses.some(({ score }) => score) ? row.seat : undefined
  })
