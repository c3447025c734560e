import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import { ruleFor } from './match'
import { normalise } from './normalise'
import { readPage } from './read'
import type { SiteRule } from './rule'
import { parseRule } from './schema'
import vectors from './vectors.json'

const rule = (fields: object, more: object = {}) => ({ id: 'test', version: 1, hosts: ['a.cn'], pages: [{ name: 'p', fields, ...more }] })
const page = (html: string) => new JSDOM(html).window.document

it.each(vectors.pages)('vector: $about', ({ url, html, expected }) => {
  expect(readPage(parseRule(vectors.rule), page(html), new URL(url))).toEqual(expected)
})

it.each([
  ['course.titel', rule({ 'course.titel': [{ title: true }] }), /course\.titel/],
  ['two sources', rule({ 'course.title': [{ title: true, select: 'h1' }] }), /course\.title.*exactly one/],
  ['no source', rule({ 'course.title': [{ pattern: 'x' }] }), /exactly one/],
  ['a broken pattern', rule({ 'course.title': [{ title: true, pattern: '(' }] }), /course\.title.*regular expression/],
  ['an attribute of nothing', rule({ 'course.title': [{ title: true, attribute: 'x' }] }), /attribute needs select/],
  ['no reading', rule({ 'course.title': [] }), /course\.title/],
  ['an unknown normaliser', rule({ 'course.title': [{ title: true, as: 'upper' }] }), /course\.title.*as/],
  ['a host with a scheme', { ...rule({}), hosts: ['https://a.cn'] }, /hosts/],
  ['no pages', { ...rule({}), pages: [] }, /pages/],
  ['an unknown member', { ...rule({}), run: 'alert(1)' }, /run/],
  ['an id with a slash', { ...rule({}), id: '../x' }, /id/],
])('a rule with %s is refused with the place named', (_, broken, place) => {
  expect(() => parseRule(broken)).toThrow(place)
})

describe('normalise', () => {
  it('reads durations as sites write them', () => {
    const ms = (text: string) => normalise(text, 'duration')
    expect(['01:30', '1:02:03', '1小时2分3秒', '45分钟', '90 : 00', '无'].map(ms)).toEqual(['90000', '3723000', '3723000', '2700000', undefined, undefined])
  })
  it('tells 不合格 from 合格', () => {
    expect(['合格', '不合格', '未通过', '考试通过', '待定'].map((text) => normalise(text, 'passed'))).toEqual(['true', 'false', 'false', 'true', undefined])
  })
  it('takes the first number as decimal, full width too', () => {
    expect(['得分 92.5 分', '９８', '无'].map((text) => normalise(text, 'decimal'))).toEqual(['92.5', '98', undefined])
  })
})

it('the rule that names most of the host wins, the generic one last', () => {
  const named = (id: string, hosts: string[]): SiteRule => ({ id, version: 1, hosts, pages: [] })
  const rules = [named('generic', ['*']), named('tenant', ['*.b.cn']), named('own', ['x.b.cn'])]
  expect(['x.b.cn', 'y.b.cn', 'b.cn', 'c.cn'].map((host) => ruleFor(rules, host)?.id)).toEqual(['own', 'tenant', 'generic', 'generic'])
})
