import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { PHONE_CONSENT_VERSION } from '../../shared/reach/phone-consent'
import { steady } from '../../test/support/device'
import { inventedId } from '../../test/support/hr'
import { removeDir } from '../../test/support/server'
import { PASSWORD } from '../access/access.fixture'
import { type Actor, type Role, roles } from '../access/actor'
import { hostOrganisation } from '../access/hosting'
import { inviteMember } from '../access/invitations'
import { hashPassword } from '../access/password'
import { openSession } from '../access/sessions'
import { course, from, lesson, ORIGIN, openAppOf } from '../app.fixture'
import { addFinding } from '../ledger/finding'
import { planLesson } from '../lessons/save-lesson'
import { roomyDisk } from '../media/media.fixture'
import { closeClass } from '../training/closing/close-class'
import { ask } from '../training/questions'

export type Body = object | Uint8Array | string

/** One organisation with a class under way, and what a request about it can name. */
export type Firm = Awaited<ReturnType<typeof openFirms>>['firm']

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 1])

/** A server that belongs to `firm` and hosts another organisation, each with a member of every role. */
export async function openFirms(databaseUrl?: string) {
  // A store that lists the extension: without one there is no policy to hand out.
  const stores = { chrome: `https://chromewebstore.google.com/detail/xueji/${'abcdefgh'.repeat(4)}` }
  const app = await openAppOf({}, undefined, { publisher: { stores }, disk: roomyDisk, databaseUrl })
  const { deps } = app
  const { t } = deps.store
  const { hr, me, opened, slips, joined, begin } = await app.openedClass()
  const organisation = me.organisation.id
  const { device } = await joined(0)
  const about = { kind: 'deduction' as const, from: Date.now() - 60_000, to: Date.now() - 10_000, reason: 'rate' }
  device.watch(course, lesson, [[{ ...steady(about.from, 50_000), rate: 2000, to: 100_000 }]])
  await device.handIn()
  await deps.deriver.settle()
  await hr.publishRule({
    id: 'px.example.cn',
    version: 1,
    hosts: ['px.example.cn'],
    pages: [{ name: 'lesson', fields: { 'course.title': [{ select: 'h2' }] } }],
  })
  const seat = slips[0]?.seat ?? ''

  const hosting = async (kind: Actor['kind'], name: string) => {
    const id = randomUUID()
    await deps.store.tx(async (q) => {
      await q.insert(t.organisation).values({ id, kind, name, hostedBy: organisation, createdAt: 1 })
    })
    return id
  }
  const bureauOf = (name: string) => hosting('bureau', name)
  const other = await hosting('enterprise', '另一家企业')
  const password = await hashPassword(PASSWORD)
  const member = async (of: string, role: Role) => {
    const id = randomUUID()
    await deps.store.tx(async (q) => {
      await q
        .insert(t.member)
        .values({ id, organisation: of, login: id, name: `成员${role}`, role, password, createdAt: 1 })
    })
    return id
  }
  const membersOf = async (of: string): Promise<Record<string, string>> =>
    Object.fromEntries(await Promise.all(roles.map(async (role) => [role, await member(of, role)] as const)))
  const members = await membersOf(organisation)
  const stranger = await member(other, 'administrator')
  const bureau = await bureauOf('绥化市人力资源和社会保障局')
  const bureauMembers = await membersOf(bureau)

  /** A request of a member in a session of its own, so that no request ends another's. */
  const send = async (
    id: string | undefined,
    method: string,
    path: string,
    body?: Body,
    more = {},
  ): Promise<Response> => {
    const raw = typeof body === 'string' || body instanceof Uint8Array
    const carries = method === 'POST' || method === 'PATCH'
    return app.app.request(
      `${ORIGIN}${path}`,
      {
        method,
        headers: {
          origin: ORIGIN,
          ...(id !== undefined && { cookie: `xueji-session=${await openSession(deps, id)}` }),
          ...(carries && { 'content-type': raw ? 'application/octet-stream' : 'application/json' }),
          ...more,
        },
        ...(carries && { body: raw ? new Uint8Array(Buffer.from(body)) : JSON.stringify(body ?? {}) }),
      },
      from('127.0.0.1'),
    )
  }
  let people = 100
  const folders: string[] = []
  const administrator: Actor = {
    member: members.administrator ?? '',
    login: '',
    name: '',
    role: 'administrator',
    organisation,
    kind: 'institution',
    organisationName: '某单位',
  }
  const firm = {
    ask: send,
    app,
    deps,
    hr,
    device,
    about,
    organisation,
    /** A bureau on the same server; its administrator. */
    bureau: {
      ...administrator,
      member: bureauMembers.administrator ?? '',
      organisation: bureau,
      kind: 'bureau',
    } as const,
    class: opened.id,
    seat,
    /** Gone at the end. */
    folders,
    /** An appeal that waits for an answer. */
    async appeal(): Promise<string> {
      const line = device.appealLine(about, '没有倍速', PNG)
      await device.ask('/appeal', line)
      return line.appeal.id
    },
    /** Hash of a file that a decision can rest on. */
    async evidence(): Promise<string> {
      return (await (await hr.call('POST', '/api/evidence', PNG)).json()).hash
    },
    /** Somebody who joined by name and waits to be accepted. */
    async pending(): Promise<string> {
      const id = inventedId(++people)
      await hr.importRoster(opened.id, [{ name: `待核对${people}`, id }])
      const one = app.device()
      await one.join({ classCode: opened.code, name: `待核对${people}`, lastSix: id.slice(-6) })
      begin(one)
      return one.claim
    },
    member: () => member(organisation, 'teacher'),
    /** An invitation nobody has used. */
    async invitation(): Promise<string> {
      const note = `邀请${++people}`
      await inviteMember(deps, administrator, { role: 'teacher', note })
      const rows = await deps.store.read.select().from(t.invitation).where(eq(t.invitation.note, note))
      return rows[0]?.id ?? ''
    },
    /** An organisation that this one hosts and nobody has entered. */
    async hosted(): Promise<string> {
      const name = `托管单位${++people}`
      await hostOrganisation(deps, administrator, { kind: 'enterprise', name })
      const rows = await deps.store.read.select().from(t.organisation).where(eq(t.organisation.name, name))
      return rows[0]?.id ?? ''
    },
    /** Something that a trainee asked on the phone. */
    async question(): Promise<string> {
      const id = randomUUID().replaceAll('-', '')
      await ask(deps, seat, { id, text: '作业交到哪里？', consent: PHONE_CONSENT_VERSION })
      return id
    },
    /** A lesson in a room that is being held now. */
    async lesson(): Promise<string> {
      const now = deps.clock.now()
      const request = {
        ...{ form: 'offline' as const, practice: true, course: (await hr.class(opened.id)).plan.courses[0]?.key ?? '' },
        ...{ content: '翻身与移位', teacher: '王老师', place: '实训室', hours: '4', recording: '', remark: '' },
        ...{ from: now - 3_600_000, to: now + 3_600_000 },
      }
      return planLesson(deps, administrator, opened.id, request)
    },
    /** Another class, and one that was closed. */
    async spareClass(): Promise<string> {
      return (await hr.openClass({ name: `另一期${++people}` })).id
    },
    async closedClass(): Promise<string> {
      const id = await this.spareClass()
      await closeClass(deps, administrator, id, { reason: '' })
      return id
    },
    /** A finding of the class that somebody has to look at. */
    async finding(): Promise<string> {
      const [at, detail] = [deps.clock.now(), `两份记录不一致（${++people}）`]
      await deps.store.tx((q) =>
        addFinding(q, t, { organisation, class: opened.id, code: 'chain-forked', detail, entries: [], at }),
      )
      const rows = await deps.store.read.select().from(t.finding).where(eq(t.finding.detail, detail))
      return rows[0]?.id ?? ''
    },
  }
  return {
    firm,
    members,
    stranger,
    organisation,
    bureau: {
      members: bureauMembers,
      organisation: bureau,
      marks: [bureau, '绥化市人力资源和社会保障局'],
      stranger: await member(await bureauOf('邻市人力资源和社会保障局'), 'administrator'),
    },
    /** What an answer to another organisation may not hold. */
    marks: [organisation, opened.id, seat, '王晓明', me.organisation.name, 'px.example.cn'],
    audited: async (of: string) =>
      (await deps.store.read.select().from(t.audit)).filter(
        (row) => row.organisation === of && row.action !== 'session.open',
      ).length,
    async close() {
      await app.close()
      for (const folder of folders) removeDir(folder)
    },
  }
}
