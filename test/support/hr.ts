import { setImmediate as breath } from 'node:timers/promises'
import { writeXlsx } from 'hucre'
import type {
  ClassDetail,
  ClassHealth,
  ClassSummary,
  FindingRow,
  HandInReport,
  Me,
  NoteFinding,
  RosterRow,
  RuleList,
  SeatDetail,
  Slip,
} from '../../shared/api'
import type { BackupState, ChooseBackupRequest } from '../../shared/api/keep'
import type { FindingsPage, ListPage, PendingRow } from '../../shared/api/lists'
import type { RosterReport } from '../../shared/api/roster'
import { defaultPolicy } from '../../shared/study/policies'
import type { Policy } from '../../shared/study/policy'

export interface RosterPerson {
  name: string
  id: string
}

/** The clerk's side through the console's own routes, for tests and the demo. */
export class Hr {
  #cookie = ''

  constructor(
    readonly server: string,
    readonly fetcher: typeof fetch = fetch,
  ) {}

  /** Any route, as the console's pages call it. */
  async call(
    method: string,
    path: string,
    body?: object | Uint8Array | string,
    more: Record<string, string> = {},
  ): Promise<Response> {
    const raw = typeof body === 'string' || body instanceof Uint8Array
    const content: BodyInit | undefined =
      body instanceof Uint8Array ? new Uint8Array(body) : typeof body === 'object' ? JSON.stringify(body) : body
    const response = await this.fetcher(this.server + path, {
      method,
      headers: {
        cookie: this.#cookie,
        origin: this.server,
        ...(body !== undefined && { 'content-type': raw ? 'application/octet-stream' : 'application/json' }),
        ...more,
      },
      ...(content !== undefined && { body: content }),
    })
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
    if (cookie) this.#cookie = cookie
    return response
  }

  async #json<T>(method: string, path: string, body?: object | Uint8Array | string): Promise<T> {
    const response = await this.call(method, path, body)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }

  /** What another client sends to be taken for this one. */
  get session(): Record<string, string> {
    return { cookie: this.#cookie, origin: this.server }
  }

  get(path: string): Promise<Response> {
    return this.call('GET', path)
  }

  async setUp(token: string, name = '绥化市示范职业培训学校'): Promise<Me> {
    const me = await this.#json<Me>('POST', '/api/setup', {
      token,
      organisation: { kind: 'institution', name },
      user: { login: 'admin', name: '王老师', password: 'correct horse battery' },
    })
    await this.chooseBackup({ choice: 'later' })
    return me
  }

  chooseBackup(request: ChooseBackupRequest): Promise<BackupState> {
    return this.#json('POST', '/api/backup', request)
  }

  backup(): Promise<BackupState> {
    return this.#json('GET', '/api/backup')
  }

  signIn(): Promise<Me> {
    return this.#json('POST', '/api/session', { login: 'admin', password: 'correct horse battery' })
  }

  openClass({
    name = '养老护理员第1期',
    occupation = '养老护理员',
    courses = [{ site: 'px.class.com.cn', title: '养老护理员（初级）', hours: '24' }],
    policy = defaultPolicy,
    period = { from: '2026-01-01', to: '2027-12-31' },
  }: {
    name?: string
    occupation?: string
    courses?: { key?: string; site: string; title: string; hours?: string }[]
    policy?: Policy
    period?: { from: string; to: string }
  } = {}): Promise<ClassSummary> {
    return this.#json('POST', '/api/classes', {
      name,
      plan: { title: `${name}培训计划`, occupation, level: '五级/初级工', policy, courses, period },
    })
  }

  async importRoster(classId: string, people: RosterPerson[]): Promise<RosterReport> {
    return this.importRosterFile(classId, await rosterXlsx(people))
  }

  importRosterFile(classId: string, file: Uint8Array, dry = false): Promise<RosterReport> {
    return this.#json('POST', `/api/classes/${classId}/roster${dry ? '?dry=1' : ''}`, file)
  }

  slips(classId: string): Promise<Slip[]> {
    return this.#json('GET', `/api/classes/${classId}/slips`)
  }

  /** A class with everybody on its roster and everybody who waits. */
  async class(classId: string): Promise<ClassDetail & { roster: RosterRow[]; pending: PendingRow[] }> {
    const detail: ClassDetail = await this.#json('GET', `/api/classes/${classId}`)
    const roster = await this.all<RosterRow>(`/api/classes/${classId}/roster`)
    return { ...detail, roster, pending: await this.all<PendingRow>(`/api/classes/${classId}/pending`) }
  }

  /** Every row of a list, page by page. */
  async all<Row>(path: string): Promise<Row[]> {
    const rows: Row[] = []
    for (let page = 1; ; page++) {
      const answer: ListPage<Row> = await this.list(path, `size=200&page=${page}`)
      rows.push(...answer.rows)
      if (rows.length >= answer.total) return rows
    }
  }

  /** One page of a list, by the query of its address. */
  list<Row>(path: string, query = ''): Promise<ListPage<Row>> {
    return this.#json('GET', `${path}?${query}`)
  }

  seat(seat: string): Promise<SeatDetail> {
    return this.#json('GET', `/api/seats/${seat}`)
  }

  /** Asked again until everybody's newest records were looked at. */
  async findings(classId: string): Promise<FindingRow[]> {
    for (;;) {
      const { due, rows }: FindingsPage = await this.#json('GET', `/api/classes/${classId}/findings?size=200`)
      if (due === 0) return rows
      await breath()
    }
  }

  noteFinding(id: string, note: NoteFinding): Promise<object> {
    return this.#json('POST', `/api/findings/${id}/note`, note)
  }

  health(classId: string): Promise<ClassHealth> {
    return this.#json('GET', `/api/classes/${classId}/health`)
  }

  handIn(classId: string, file: string): Promise<HandInReport> {
    return this.#json('POST', `/api/classes/${classId}/hand-in`, file)
  }

  decide(classId: string, claim: string, accept: boolean): Promise<object> {
    return this.#json('POST', `/api/classes/${classId}/pending/${claim}`, { accept })
  }

  publishRule(rule: object): Promise<RuleList> {
    return this.#json('POST', '/api/rules', { rule: JSON.stringify(rule) })
  }

  withdrawRule(id: string): Promise<RuleList> {
    return this.#json('DELETE', `/api/rules/${id}`)
  }

  async file(method: 'GET' | 'POST', path: string): Promise<Uint8Array> {
    const response = await this.call(method, path, method === 'POST' ? {} : undefined)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return new Uint8Array(await response.arrayBuffer())
  }

  package(classId: string): Promise<Uint8Array> {
    return this.file('POST', `/api/classes/${classId}/package`)
  }

  keys(): Promise<{ package: { fingerprint: string; key: string } }> {
    return this.#json('GET', '/api/keys')
  }
}

/** A roster as HR hands it in: names and ID numbers as text. */
export const rosterXlsx = (people: RosterPerson[]): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      { name: '学员名册', rows: [['序号', '姓名', '身份证号'], ...people.map(({ name, id }, i) => [i + 1, name, id])] },
    ],
  })

/** The n-th valid ID number of an invented person of 北林区. */
export function inventedId(n: number): string {
  const digits = `2312021990${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}${String(n % 1000).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return digits + '10X98765432'[sum % 11]
}
