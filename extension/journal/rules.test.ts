import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { canonical } from '../../shared/record/canonical'
import type { SiteRule } from '../../shared/site/rule'
import { httpServer } from '../outbox/server'
import { builtIn } from '../sites'
import { entriesOf, joinByCode, openDevice, openSchool, type School } from '../test/seat'
import { Rules } from './rules'

const own = (version: number, title = 'h2'): SiteRule => ({
  id: 'px.example.cn',
  version,
  hosts: ['px.example.cn'],
  pages: [{ name: 'lesson', fields: { 'course.title': [{ select: title }], 'lesson.title': [{ select: 'h3' }] } }],
})
const px = (version: number): SiteRule => ({ ...own(version), id: 'px.class.com.cn', hosts: ['px.class.com.cn'] })

let school: School
beforeAll(async () => {
  school = await openSchool(4)
  return () => school.close()
})

describe('site rules that travel', () => {
  it('reach a device with its figures, survive the worker, stand in the record, and go again', async () => {
    const device = await openDevice()
    const chain = await joinByCode(device, school, 0)
    await device.desk.sync.chain(chain, true)
    const namesOf = (host: string) => device.desk.rules.for(host).map(({ rule }) => `${rule.id}@${rule.version}`)
    expect(namesOf('px.example.cn')).not.toContain('px.example.cn@1')
    const { version } = await school.hr.publishRule(own(1))
    await device.desk.sync.chain(chain, true)
    expect(namesOf('px.example.cn')).toContain('px.example.cn@1')
    await device.restart()
    expect(namesOf('px.example.cn')).toContain('px.example.cn@1')
    const entries = await entriesOf(device, chain)
    expect(entries.filter(({ kind }) => kind === 'system').map(({ body }) => body.event)).toEqual(['rules-changed'])
    expect((await device.desk.recorder.db.get('chains', chain))?.rules?.version).toBe(version)
    await device.desk.sync.chain(chain, true)
    expect(await entriesOf(device, chain)).toHaveLength(entries.length)
    await school.hr.withdrawRule('px.example.cn')
    await device.desk.sync.chain(chain, true)
    expect(namesOf('px.example.cn')).not.toContain('px.example.cn@1')
  })

  it('that another key signed, or that are of another organisation, are not taken', async () => {
    await school.hr.publishRule(own(3))
    onTestFinished(() => school.hr.withdrawRule('px.example.cn').then(() => undefined))
    for (const [n, forge] of [
      (body: object) => ({ ...body, rules: [canonical(JSON.parse(JSON.stringify(own(9))))] }),
      (body: object) => ({ ...body, organisation: 'another' }),
    ].entries()) {
      const device = await openDevice({
        server: httpServer(async (...request) => {
          const answer = await fetch(...request)
          if (!String(request[0]).endsWith('/sync')) return answer
          const json = await answer.json()
          if (json.rules) json.rules.body = forge(json.rules.body)
          return Response.json(json, { status: answer.status })
        }),
      })
      const chain = await joinByCode(device, school, 1 + n)
      await device.desk.recorder.changeChain(chain, (row) => ({
        ...row,
        class: { ...row.class, body: { ...row.class.body, rules: [] } },
      }))
      await device.desk.sync.chain(chain, true)
      const row = await device.desk.recorder.db.get('chains', chain)
      expect(row?.extract).toBeDefined()
      expect(row?.rules).toBeUndefined()
      await device.restart()
      expect(device.desk.rules.own).toEqual([])
    }
  })

  it('of one person read nobody else on the same device, in frames that are open as well', async () => {
    await school.hr.publishRule(own(7))
    onTestFinished(() => school.hr.withdrawRule('px.example.cn').then(() => undefined))
    const device = await openDevice()
    const chain = await joinByCode(device, school, 3)
    await device.desk.sync.chain(chain, true)
    const reads = () => device.desk.rules.for('px.example.cn').some(({ rule }) => rule.id === 'px.example.cn')
    expect(reads()).toBe(true)
    const { person } = (await device.desk.recorder.db.get('chains', chain)) ?? expect.fail()
    const told = device.told.length
    await device.desk.people.signOut('popup')
    expect(reads()).toBe(false)
    expect(device.told.length).toBe(told + 1)
    expect(device.desk.rules.own, 'its sites stay entered').toHaveLength(1)
    await device.desk.people.signIn(person)
    expect(reads()).toBe(true)
    await device.restart()
    expect(reads()).toBe(true)
  })

  it('come with the class statement where no network brings them', async () => {
    await school.hr.publishRule(own(5))
    onTestFinished(() => school.hr.withdrawRule('px.example.cn').then(() => undefined))
    const file = await (await school.hr.get(`/api/classes/${school.classId}/class-file`)).text()
    const device = await openDevice()
    await device.desk.joining.join({ by: 'file', file, code: '', name: '学员' })
    expect(device.desk.rules.own.map(({ id, version }) => [id, version])).toEqual([['px.example.cn', 5]])
  })
})

describe('the built-in rules are the floor', () => {
  const chain = (...rules: unknown[]) => ({
    person: 'p',
    rules: {
      v: 1 as const,
      organisation: 'o',
      version: 1,
      issuedAt: 0,
      rules: rules.map((rule) => JSON.stringify(rule)),
    },
    class: undefined as never,
  })
  const versionOf = (rules: Rules, id: string) =>
    rules.for('px.class.com.cn').find(({ rule }) => rule.id === id)?.rule.version

  it('an older one of the same id is left aside, a newer one takes its place, a broken one costs only itself', () => {
    const builtInVersion = builtIn.find(({ id }) => id === 'px.class.com.cn')?.version ?? 0
    const rules = new Rules(builtIn)
    rules.take([chain(px(builtInVersion), own(1))], 'p')
    expect(versionOf(rules, 'px.class.com.cn')).toBe(builtInVersion)
    expect(rules.own.map(({ id }) => id)).toEqual(['px.example.cn'])
    rules.take([chain({ ...px(99), pages: [] }, { ...own(2), hosts: ['*'] }, px(50)), chain(px(51))], 'p')
    expect(versionOf(rules, 'px.class.com.cn')).toBe(51)
    expect(rules.own.map(({ id, version }) => [id, version])).toEqual([['px.class.com.cn', 51]])
    rules.take([], 'p')
    expect(versionOf(rules, 'px.class.com.cn')).toBe(builtInVersion)
  })
})
