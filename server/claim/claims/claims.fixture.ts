import { setImmediate as breath } from 'node:timers/promises'
import type { ClaimAnswer, ClaimPersonRow, EnterRateTable } from '../../../shared/api/claims'
import type { Job } from '../../../shared/api/jobs'
import type { ListPage } from '../../../shared/api/lists'
import { defaultPolicy } from '../../../shared/study/policies'
import type { Policy } from '../../../shared/study/policy'
import { steady } from '../../../test/support/device'
import { inventedId } from '../../../test/support/hr'
import type { Actor } from '../../access/actor'
import { course, lesson, type Pupil, School } from '../school.fixture'

export const MINUTE = 60_000
/** 9 minutes: 0.2 class hours of 45 minutes. */
export const HOURS = '0.2'
/** Ten minutes count. */
export const STUDIED = 10 * MINUTE
const RULE = `px.class.com.cn@1#${'a'.repeat(64)}`

/** Nothing but time and tests: no presence checks, no daily cap. */
export const plainPolicy: Policy = {
  ...defaultPolicy,
  presence: undefined,
  completion: { ratio: 1000 },
  passMark: '60',
}

/** 100 yuan a class hour, up to 500 yuan a year; confirmed. */
export const ownTable: EnterRateTable = {
  ...{ title: '绥化市线上培训补贴（测试）', kind: 'subsidy', source: '测试文件 1 号', status: 'confirmed' },
  ...{ from: '2020-01-01', standard: [{ kind: 'hour', amount: '100', of: 'all' }] },
  ...{ caps: [{ per: 'year', amount: '500' }], conditions: { completed: true, passed: true } },
  ...{ limits: { sameLevelOnce: true }, rounding: { unit: '分', mode: 'half-up' } },
}

/** A school whose papers are whole, and what its clerk does with claims. */
export async function claimDesk(options: Parameters<typeof School.open>[0] = {}) {
  const school = await School.open(options)
  const { hr } = school
  const send = async <T>(method: string, path: string, body?: object | Uint8Array | string): Promise<T> => {
    await hr.signIn()
    const response = await hr.call(method, path, body)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  let papers = 0
  /** A file that something rests on; a new one each time. */
  const paper = async (): Promise<string> =>
    (await send<{ hash: string }>('POST', '/api/evidence', new TextEncoder().encode(`%PDF-1.4 ${++papers}`))).hash
  await send('POST', '/api/organisation', {
    ...{ name: '绥化市示范职业培训学校', creditCode: '91110000600037341L', address: '绥化市北林区' },
    ...{ legalRepresentative: '周校长', contact: '孙老师', phone: '0455-8000000', about: '', business: '' },
    ...{ bureau: '绥化市人力资源和社会保障局', deadlines: {} },
  })
  const account = { holder: '示范学校', bank: '农商行', number: '6222000011112222' }
  await send('POST', '/api/organisation/account', { ...account, proof: await paper() })
  const actor: Actor = {
    ...{ member: school.member, login: 'admin', name: '王老师', role: 'administrator', kind: 'institution' },
    ...{ organisation: school.organisation, organisationName: '绥化市示范职业培训学校' },
  }
  return {
    school,
    send,
    paper,
    actor,
    /** A class of so many people; `studies` may be called for each of them. */
    async openClass(
      names: readonly string[],
      options: Parameters<School['openClass']>[1] = {},
      first = 0,
    ): Promise<{ id: string; codes: string[] }> {
      const opened = await school.openClass(
        names.map((name, i) => ({ name, id: inventedId(first + i) })),
        {
          courses: [{ site: 'px.class.com.cn', title: course.title, hours: HOURS }],
          ...{ policy: plainPolicy, period: { from: '2026-11-01', to: '2026-12-31' } },
          ...options,
        },
      )
      await send('POST', `/api/classes/${opened.id}/consent`, { date: '2026-11-01' })
      return opened
    },
    /** Joins, studies ten minutes from `wall` on, and takes the test. */
    async studies(id: string, code: string, score: string | undefined, wall = school.clock.ms): Promise<Pupil> {
      const pupil = await school.join(id, code)
      school.clock.ms = Math.max(school.clock.ms, wall + 60 * MINUTE)
      await school.study(pupil, [[steady(wall, STUDIED)]], course, lesson)
      if (score !== undefined) await this.takesTest(pupil, score)
      return pupil
    },
    async takesTest(pupil: Pupil, value: string): Promise<void> {
      const raw = 'b'.repeat(64)
      const body = { site: 'px.class.com.cn', rule: RULE, course, value, max: '100', source: 'page', raw } as const
      pupil.device.write('score', body, school.clock.ms)
      await school.handIn(pupil)
      await school.deps.deriver.settle()
    },
    create: (...classes: string[]) => send<ClaimAnswer>('POST', '/api/claims', { classes }),
    claim: (id: string) => send<ClaimAnswer>('GET', `/api/claims/${id}`),
    act: (id: string, what: string, body: object = {}) => send<ClaimAnswer>('POST', `/api/claims/${id}/${what}`, body),
    /** 核算并核对, to the end of the work that it begins. */
    async reckon(id: string): Promise<ClaimAnswer> {
      const { job } = await send<{ job: string }>('POST', `/api/claims/${id}/reckon`, {})
      for (;;) {
        const { state, problem } = await send<Job>('GET', `/api/jobs/${job}`)
        if (state === 'failed') throw new Error(problem?.message)
        if (state === 'done') return this.claim(id)
        await breath()
      }
    },
    people: async (id: string, filter = '') =>
      (await send<ListPage<ClaimPersonRow>>('GET', `/api/claims/${id}/people?filter=${filter}`)).rows,
    rates: (change: Partial<EnterRateTable> = {}) => send('POST', '/api/rate-tables', { ...ownTable, ...change }),
    close: () => school.close(),
  }
}
export type ClaimDesk = Awaited<ReturnType<typeof claimDesk>>

/** Everything up to handed in, with stamped papers. */
export async function handedIn(desk: ClaimDesk, ...classes: string[]): Promise<ClaimAnswer> {
  const { id } = await desk.create(...classes)
  await desk.reckon(id)
  await desk.act(id, 'ready')
  for (const form of ['application', 'people', 'declaration'])
    await desk.act(id, 'scans', { form, file: await desk.paper() })
  return desk.act(id, 'hand-in', { day: '2026-12-20', number: '', remark: '' })
}
