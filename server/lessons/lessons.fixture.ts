import { expect, onTestFinished } from 'vitest'
import type { PersonLink, RosterRow } from '../../shared/api'
import type { LessonCode, LessonDetail, LessonRequest, MyLesson } from '../../shared/api/lessons'
import { PHONE_CONSENT_VERSION } from '../../shared/reach/phone-consent'
import { defaultPolicy } from '../../shared/study/policies'
import { ORIGIN } from '../app.fixture'
import { people, School } from '../claim/school.fixture'

export const HOUR = 3_600_000
export const SHEET = new TextEncoder().encode('%PDF-1.4 签到表')

/** A class of three with a course of theory online and one of practice, on a clock of the test's. */
export async function classroom() {
  const school = await School.open()
  onTestFinished(() => school.close())
  const { hr, clock, deps } = school
  const opened = await hr.openClass({
    courses: [
      { site: 'px.class.com.cn', key: 'theory', title: '护理理论', hours: '2' },
      { site: 'any', key: 'practice', title: '护理实操', hours: '4' },
    ],
    policy: defaultPolicy,
  })
  await hr.importRoster(opened.id, people('王晓明', '李𠮷', '赵未到'))
  const send = async <T>(method: string, path: string, body?: object | Uint8Array): Promise<T> => {
    const response = await hr.call(method, `/api${path}`, body)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  const links = await send<PersonLink[]>('GET', `/classes/${opened.id}/links`)
  const tokens = links.map(({ link }) => link.split('#')[1] ?? '')
  const phone = (n: number, path: string, body?: object): Promise<Response> =>
    school.fetcher(`${ORIGIN}/api/my/${path}`, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[n]}` },
    })
  const request = (change: Partial<LessonRequest> = {}): LessonRequest => ({
    ...{ form: 'offline', practice: true, course: 'practice', content: '翻身与移位', teacher: '周老师' },
    ...{ place: '一号实训室', from: clock.ms, to: clock.ms + 3 * HOUR, hours: '4', recording: '', remark: '' },
    ...change,
  })
  return {
    ...{ school, hr, clock, deps, opened, send, phone, request, class: opened.id },
    seat: (n: number): string => links[n]?.seat ?? expect.fail(),
    plan: async (change: Partial<LessonRequest> = {}): Promise<string> =>
      (await send<{ id: string }>('POST', `/classes/${opened.id}/lessons`, request(change))).id,
    lesson: (id: string) => send<LessonDetail>('GET', `/lessons/${id}`),
    code: async (id: string): Promise<string> => (await send<LessonCode>('GET', `/lessons/${id}/code`)).code ?? '',
    sign: (n: number, act: 'signin' | 'signout', code: string): Promise<Response> =>
      phone(n, 'lessons', { act, code, consent: PHONE_CONSENT_VERSION }),
    mine: async (n: number): Promise<MyLesson[]> => (await (await phone(n, 'lessons')).json()).lessons,
    roster: async (): Promise<RosterRow[]> => {
      await deps.deriver.settle()
      return (await send<{ rows: RosterRow[] }>('GET', `/classes/${opened.id}/roster`)).rows
    },
    /** The clerk's session is over by then. */
    async later(ms: number): Promise<void> {
      clock.ms += ms
      await hr.signIn()
    },
  }
}
