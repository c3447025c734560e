import { describe, expect, it } from 'vitest'
import { builtIn } from '../../extension/sites'
import { ruleFile } from '../../shared/package/layout'
import { ruleHash, ruleText } from '../../shared/site/hash'
import type { SiteRule } from '../../shared/site/rule'
import { openApp, refusal } from '../app.fixture'
import type { Content } from '../claim/package/bag-writer'
import { putRules, rulesOf } from '../claim/package/put-record'
import { nodeCrypto } from '../crypto'
import { archiveRules, ruleTexts } from './rules'

const rule = (version: number): SiteRule => ({
  id: 'px.example.cn',
  version,
  hosts: ['px.example.cn'],
  pages: [{ name: 'lesson', fields: { 'course.title': [{ select: 'h2' }] } }],
})

describe('built-in site rules', () => {
  it('keep their text for the package after an update has replaced them', async () => {
    const { openedClass, deps } = await openApp()
    const { me } = await openedClass()
    const old: SiteRule = { ...rule(1), id: 'px.class.com.cn', hosts: ['px.class.com.cn'] }
    for (let start = 0; start < 2; start++) await archiveRules(deps, [old])
    await archiveRules(deps, [{ ...old, version: 2 }])
    const texts = await ruleTexts(deps, me.organisation.id)
    expect(texts.get(ruleHash(nodeCrypto, old))).toBe(ruleText(old))
    for (const one of builtIn) expect(texts.get(ruleHash(nodeCrypto, one))).toBe(ruleText(one))
  })
})

describe('site rules of an organisation', () => {
  it('a newer one replaces the older, every change is a new version of the set, and old texts stay', async () => {
    const { openedClass, deps } = await openApp()
    const { hr, me } = await openedClass()
    expect(await hr.publishRule(rule(1))).toMatchObject({ version: 1, rules: [{ id: 'px.example.cn', version: 1 }] })
    const { rules } = await hr.publishRule(rule(2))
    expect(rules).toMatchObject([{ version: 2, hosts: ['px.example.cn'] }])
    expect(await hr.withdrawRule('px.example.cn')).toEqual({ version: 3, rules: [] })
    const texts = await ruleTexts(deps, me.organisation.id)
    expect(texts.get(rules[0]?.hash ?? '')).toBe(rules[0]?.text)
    expect([...texts.values()].filter((text) => text.includes('px.example.cn'))).toHaveLength(2)
  })

  it('its text goes into the package of whoever was recorded by it, also when it was withdrawn', async () => {
    const { openedClass, deps } = await openApp()
    const { hr, me, joined } = await openedClass()
    const hash = (await hr.publishRule(rule(1))).rules[0]?.hash ?? ''
    await hr.withdrawRule('px.example.cn')
    const { device } = await joined(0)
    const score = { site: 'px.example.cn', course: { key: 'c', title: 'c' }, value: '90', source: 'page' as const }
    device.write('score', { ...score, rule: `px.example.cn@1#${hash}`, raw: '0'.repeat(64) })
    const files = new Map<string, Uint8Array>()
    const to = {
      add: async (path: string, bytes: Content) => void (bytes instanceof Uint8Array && files.set(path, bytes)),
    }
    await putRules(to, rulesOf(device.entries.map(({ line }) => line)), await ruleTexts(deps, me.organisation.id))
    expect(JSON.parse(new TextDecoder().decode(files.get(ruleFile(hash))))).toEqual(rule(1))
  })

  it('what is broken, older, or below the built-in version is refused in words that say where', async () => {
    const { openedClass } = await openApp()
    const { hr } = await openedClass()
    await hr.publishRule(rule(2))
    const refused = (value: unknown) => hr.call('POST', '/api/rules', { rule: JSON.stringify(value) }).then(refusal)
    const field = {
      ...rule(3),
      pages: [{ name: 'lesson', fields: { 'course.title': [{ select: 'h2', title: true }] } }],
    }
    expect(await refused(field)).toMatchObject({
      status: 400,
      message: expect.stringContaining('pages.0.fields.course.title'),
    })
    expect(await refused(rule(2))).toMatchObject({ status: 409, message: expect.stringContaining('已有第 2 版') })
    expect(await refused({ ...rule(1), id: 'px.class.com.cn' })).toMatchObject({ status: 409, code: 'conflict' })
    expect(await refused({ ...rule(3), hosts: ['*'] })).toMatchObject({ status: 400 })
    expect(await hr.call('DELETE', '/api/rules/unknown').then(refusal)).toMatchObject({ status: 404 })
  })

  it('a device gets them with its figures when it has an older version, and only then', async () => {
    const { openedClass } = await openApp()
    const { hr, joined } = await openedClass()
    const { device } = await joined(0)
    await device.handIn()
    const asked = async (known: number | undefined) => {
      device.rules = known
      return (await device.sync('')).answer.rules?.body.version
    }
    expect(await asked(0)).toBeUndefined()
    await hr.publishRule(rule(1))
    expect(await asked(0)).toBe(1)
    expect(await asked(1)).toBeUndefined()
    expect(await asked(undefined)).toBeUndefined()
  })
})
