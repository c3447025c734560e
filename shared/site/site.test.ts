import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../server/crypto'
import { pageAddress } from './address'
import { allowedCalls, pointed, valueKey } from './calls'
import { ruleRef } from './hash'
import { candidatesFor, rulesFor, siteOf } from './match'
import { normalise } from './normalise'
import { pageText } from './page-text'
import { readPage } from './read'
import type { SiteRule } from './rule'
import { parseRule } from './schema'
import vectors from './vectors.json'

const rule = (fields: object, more: object = {}) => ({
  id: 'test',
  version: 1,
  hosts: ['a.cn'],
  pages: [{ name: 'p', fields, ...more }],
})
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
  ['an unknown optional field', rule({}, { optional: ['learner.name'] }), /optional/],
  ['neither host nor software', { ...rule({}), hosts: [] }, /hosts.*software/],
  ['an empty fingerprint', { ...rule({}), software: [{}] }, /software\.0.*at least one/],
  ['a fingerprint of a broken pattern', { ...rule({}), software: [{ frame: '[' }] }, /software\.0\.frame/],
  [
    'a call that it does not name',
    rule({ 'score.value': [{ call: 'exam', pointer: '/score' }] }),
    /calls.*another call/,
  ],
  ['a call without a place', rule({ 'score.value': [{ call: 'exam' }] }), /pointer/],
  ['a place that is no pointer', rule({ 'score.value': [{ call: 'exam', pointer: 'score' }] }), /JSON pointer/],
  ['a call of a broken pattern', { ...rule({}), calls: { exam: { url: '(' } } }, /calls\.exam\.url/],
  ['an id with a slash', { ...rule({}), id: '../x' }, /id/],
  ['every host under another name', { ...rule({}), hosts: ['*'] }, /hosts.*only the rule generic/],
  ['a place that names a secret', rule({ learner: [{ call: 'x', pointer: '/data/access_token' }] }), /learner.*secret/],
  ['a place that names a person’s number', rule({ learner: [{ call: 'x', pointer: '/user/idCard/0' }] }), /secret/],
  ['a password', rule({ learner: [{ select: 'form input[type=password]', attribute: 'value' }] }), /learner.*secret/],
  ['a token in an attribute', rule({ learner: [{ select: 'body', attribute: 'data-csrf' }] }), /secret/],
  ['a token in the address', rule({ learner: [{ query: 'accessToken' }] }), /secret/],
  ['all names below com.cn', { ...rule({}), hosts: ['*.com.cn'] }, /hosts\.0.*public suffix/],
  ['all names of a region', { ...rule({}), hosts: ['*.bj.cn'] }, /hosts\.0/],
  ['all sites of a host of sites', { ...rule({}), frames: ['*.github.io'] }, /frames\.0.*public suffix/],
  [
    'a pattern that may never end',
    rule({ 'course.title': [{ title: true, pattern: '(a+)+$' }] }),
    /course\.title.*repeated group/,
  ],
  ['a path that may never end', rule({}, { path: '^/(x|xx)*y' }), /pages\.0\.path.*repeated group/],
  [
    'a page-long search without end',
    rule({ 'course.title': [{ text: true, pattern: '课程.*结束' }] }),
    /course\.title.*without end/,
  ],
  ['an opener that is no page of it', rule({}, { opener: ['subject'] }), /pages.*opener/],
  ['no mark of a live lesson', rule({}, { live: [] }), /pages\.0\.live/],
  ['a path in common', { ...rule({}), common: { path: '/' } }, /common\.path/],
  [
    'a call in common that is not there',
    { ...rule({}), common: { fields: { learner: [{ call: 'x', pointer: '/a' }] } } },
    /calls/,
  ],
  ['no mark of a document', rule({}, { document: [] }), /pages\.0\.document/],
  ['a post of nobody', rule({}, { posts: [{ select: 'li', role: 'read' }] }), /pages\.0\.posts\.0\.role/],
  ['a post without a place', rule({}, { posts: [{ role: 'asked' }] }), /pages\.0\.posts\.0\.select/],
  [
    'a post of a call that is not there',
    rule({}, { posts: [{ select: 'li', role: 'asked', at: [{ call: 'x', pointer: '/a' }] }] }),
    /calls.*another call/,
  ],
])('a rule with %s is refused with the place named', (_, broken, place) => {
  expect(() => parseRule(broken)).toThrow(place)
})

it('the name of a rule in the record does not depend on how its JSON is laid out', () => {
  const other = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(vectors.rule).reverse()), undefined, 4))
  expect(ruleRef(nodeCrypto, parseRule(vectors.rule))).toBe(vectors.ref)
  expect(ruleRef(nodeCrypto, parseRule(other))).toBe(vectors.ref)
})

it('a selector the browser does not know loses its field and no other', () => {
  const broken = rule(
    { 'course.title': [{ title: true }], 'lesson.title': [{ select: 'b:::x' }] },
    { list: { select: '::', fields: {} } },
  )
  expect(readPage(parseRule(broken), page('<title>电工</title>'), new URL('http://a.cn/'))).toEqual({
    page: 'p',
    fields: { 'course.title': '电工' },
    courses: [],
    missing: ['lesson.title'],
  })
})

it('what all pages of a rule have in common holds where a page says nothing else, and is never missing', () => {
  const one = {
    ...rule({ 'signin.state': [{ select: 'b' }] }, { document: ['.book'] }),
    common: {
      fields: { 'signin.state': [{ select: 'i' }], 'signin.date': [{ select: 'time', as: 'day' }] },
      document: ['.pdf'],
      live: ['.live'],
      posts: [{ select: 'li', role: 'asked' }],
    },
  }
  const read = (html: string) => readPage(parseRule(one), page(html), new URL('http://a.cn/'))
  expect(read('<b>已签到</b><i>无</i><div class=live></div><li></li><div class=pdf></div>')).toEqual({
    page: 'p',
    fields: { 'signin.state': '已签到' },
    courses: [],
    missing: [],
    live: true,
    posts: [{ role: 'asked' }],
  })
  expect(read('<p class=book></p>')).toMatchObject({ missing: ['signin.state'], document: true })
})

it('documents, own posts and the sign-in mark of the platform are read; a time is Beijing time', () => {
  const one = rule(
    { 'signin.state': [{ select: '.mark' }], 'signin.date': [{ select: '.day', as: 'day' }] },
    {
      document: ['.reader', '.book'],
      posts: [{ select: '.mine', role: 'answered', at: [{ select: 'time', as: 'instant' }] }],
    },
  )
  const html = '<p class=mark>已签到</p><p class=day>2026年1月2日</p><div class=book></div>'
  const posts = '<p class=mine><time>2026-01-02 08:00:30</time></p><p class=mine>刚刚</p><p class=theirs></p>'
  expect(readPage(parseRule(one), page(html + posts), new URL('http://a.cn/'))).toEqual({
    page: 'p',
    fields: { 'signin.state': '已签到', 'signin.date': '2026-01-02' },
    courses: [],
    missing: [],
    document: true,
    posts: [{ role: 'answered', at: String(Date.parse('2026-01-02T00:00:30Z')) }, { role: 'answered' }],
  })
})

it('a password field is never read, whatever selector finds it', () => {
  const one = rule({ learner: [{ select: 'form :first-child', attribute: 'value' }, { title: true }] })
  const html = '<title>无</title><form><input TYPE=PassWord value=geheim></form>'
  expect(readPage(parseRule(one), page(html), new URL('http://a.cn/'))?.fields).toEqual({ learner: '无' })
})

it('a pattern sees the first 2,000 characters of an element', () => {
  const one = rule({ 'course.title': [{ select: 'p', pattern: '末尾' }, { title: true }] })
  const at = (length: number) =>
    readPage(parseRule(one), page(`<title>题</title><p>${'长'.repeat(length)}末尾`), new URL('http://a.cn/'))?.fields
  expect([at(1990), at(2000)]).toEqual([{ 'course.title': '末尾' }, { 'course.title': '题' }])
})

it('reading leaves the document as it was', () => {
  const document = page('<title>x</title><table><tr><td>成绩</td><td>92</td></tr></table>')
  const before = document.documentElement.outerHTML
  readPage(parseRule(rule({ 'score.value': [{ text: true, as: 'decimal' }] })), document, new URL('http://a.cn/'))
  expect(document.documentElement.outerHTML).toBe(before)
})

describe('the text of a page', () => {
  it('keeps boxes apart and words with mark-up whole', () => {
    expect(pageText(page('<table><tr><td>成绩</td><td>9<b>2</b></td><td>100</td></tr></table><p>合格</p>'))).toBe(
      '成绩 92 100 合格',
    )
  })
  it('has nothing in it that is not shown as text', () => {
    expect(
      pageText(
        page(
          '<p>甲</p><script>"得分：88"</script><style>x{}</style><template><p>乙</p></template><textarea>丙</textarea>',
        ),
      ),
    ).toBe('甲')
  })
})

describe('an address as a key', () => {
  it.each([
    ['https://a.cn/lesson/25?from=home&_t=1700000000', '/lesson/25'],
    ['http://a.cn/videoDetail.html?id=7&chapter_id=12&token=abc', '/videoDetail.html?chapter_id=12&id=7'],
    ['http://a.cn/play?chapter_id=12&id=7', '/play?chapter_id=12&id=7'],
    ['http://a.cn/index.html#/v_video?courseId=3&sectionId=9&userId=5', '/index.html#/v_video?courseId=3&sectionId=9'],
    ['http://a.cn/play?studentId=5&openid=o&JSESSIONID=1&uid=2&signId=3&recordId=4', '/play'],
    ['http://a.cn/play#top', '/play'],
    [
      'http://a.cn/play?catalogId=1&dialogId=2&assignmentId=3&designId=4',
      '/play?assignmentId=3&catalogId=1&designId=4&dialogId=2',
    ],
    ['http://a.cn/play?trackId=5&courseUuid=6&course_uuid=7', '/play?courseUuid=6&course_uuid=7&trackId=5'],
    ['http://a.cn/play?lesson=3&chapter=2&page=7&type=video', '/play?chapter=2&lesson=3'],
    ['http://a.cn/play?lessonKey=a&courseCode=b&code=oauth', '/play?courseCode=b&lessonKey=a'],
    ['http://a.cn/play?log_id=1&logId=2&traceId=3&sign_id=4&uuid=5&idCardNo=6&phoneNo=7&PHPSESSID=8&authId=9', '/play'],
    ['http://a.cn/play?userCourseId=1&studentno=2&accessTokenId=3&stuId=4&usertokenid=5', '/play'],
    ['http://a.cn/x.html#courseId=5&sectionId=6', '/x.html?courseId=5&sectionId=6'],
    ['http://a.cn/x.html#/r&courseId=5', '/x.html#/r?courseId=5'],
  ])('%s', (address, key) => {
    expect(pageAddress(new URL(address))).toBe(key)
  })
})

describe('a parameter of an address', () => {
  const read = (address: string, reading: object) =>
    readPage(
      parseRule(rule({ 'lesson.title': [reading, { title: true }] })),
      page('<title>标题</title>'),
      new URL(address),
    )?.fields['lesson.title']
  it.each([
    ['http://a.cn/#courseId=5', '5'],
    ['http://a.cn/#/r&courseId=5', '5'],
    ['http://a.cn/#/r?x=1&courseId=5', '5'],
    ['http://a.cn/#!/r?courseId=%E7%AC%AC%E4%BA%8C+%E8%AE%B2', '第二 讲'],
    ['http://a.cn/?courseId=7#/courseIdx=5', '标题'],
  ])('of the fragment, %s', (address, value) => expect(read(address, { hash: 'courseId' })).toBe(value))
  it('whose percent-encoding is broken, or of another character set, is not there: the next reading is tried', () => {
    for (const broken of ['%B5%DA%B6%FE%BD%B2', '%E7%AC', '%'])
      for (const [address, reading] of [
        [`http://a.cn/?name=${broken}`, { query: 'name' }],
        [`http://a.cn/#/v?name=${broken}`, { hash: 'name' }],
      ] as const)
        expect(read(address, reading)).toBe('标题')
  })
})

describe('normalise', () => {
  it('reads durations as sites write them', () => {
    const ms = (text: string) => normalise(text, 'duration')
    expect(
      [
        '01:30',
        '1:02:03',
        '时长：1小时2分3秒',
        '共 45分钟',
        '1.5小时',
        '(00:12:00)',
        '８分３０秒',
        '90 : 00',
        '无',
        '8学时',
      ].map(ms),
    ).toEqual([
      ...['90000', '3723000', '3723000', '2700000', '5400000', '720000', '510000'],
      ...[undefined, undefined, undefined],
    ])
  })
  it('tells 不合格 from 合格', () => {
    expect(['合格', '不合格', '未通过', '考试通过', '待定'].map((text) => normalise(text, 'passed'))).toEqual([
      'true',
      'false',
      'false',
      'true',
      undefined,
    ])
  })
  it('takes a time as it is written or by the day it is today, in Beijing; what only says how long ago is no time', () => {
    const now = Date.parse('2026-11-21T01:30:00+08:00')
    const at = (text: string) => {
      const ms = normalise(text, 'instant', now)
      return ms && new Date(Number(ms) + 8 * 3_600_000).toISOString().slice(0, 16)
    }
    expect(at('2026年11月20日 14:05:30')).toBe('2026-11-20T14:05')
    expect(at('今天 00:15')).toBe('2026-11-21T00:15')
    expect(at('昨天14:05')).toBe('2026-11-20T14:05')
    expect(at('发布于 前天 09:00')).toBe('2026-11-19T09:00')
    expect(at('11-20 14:05')).toBe('2026-11-20T14:05')
    expect(at('12月31日 23:59')).toBe('2025-12-31T23:59')
    for (const text of ['3小时前', '刚刚', '5分钟前', '2天前', '14:05', '昨天']) expect(at(text)).toBeUndefined()
    expect(normalise('昨天 14:05', 'instant')).toBeUndefined()
  })
  it('takes the first number as decimal, full width too, and never a part of one', () => {
    expect(['得分 92.5 分', '９８', '无', '1234567890123', '1.2.3'].map((text) => normalise(text, 'decimal'))).toEqual([
      '92.5',
      '98',
      undefined,
      undefined,
      undefined,
    ])
  })
  it('takes whole hundredths apart', () => {
    expect(['400', '8550', '5', '0', '-50', '85.5', '1e3', ''].map((text) => normalise(text, 'hundredths'))).toEqual([
      ...['4', '85.5', '0.05', '0', '-0.5'],
      ...[undefined, undefined, undefined],
    ])
  })
  it('takes a percentage as shown', () => {
    expect(['已学 37%', '１００％', '12.5 %', '37'].map((text) => normalise(text, 'percent'))).toEqual([
      '37%',
      '100%',
      '12.5%',
      undefined,
    ])
  })
  it('takes a day as it is written', () => {
    expect(['2026年1月2日', '2026-11-23 08:00', '2026/1/2', '11-23'].map((text) => normalise(text, 'day'))).toEqual([
      '2026-01-02',
      '2026-11-23',
      '2026-01-02',
      undefined,
    ])
  })
  it('gives words in the characters of the page, in one well-formed line of at most 300', () => {
    expect(normalise(' 电工（初级）\n\u200b第一节\u0000 ', undefined)).toBe('电工（初级） 第一节')
    expect(normalise(`${'a'.repeat(299)}😀`, undefined)).toBe('a'.repeat(299))
    expect(normalise('\ud83d甲', undefined)).toBe('甲')
    expect(normalise('\u200b ', undefined)).toBeUndefined()
  })
})

describe('which rule reads a page', () => {
  const named = (id: string, hosts: string[], more: object = {}): SiteRule => ({
    id,
    version: 1,
    hosts,
    pages: [],
    ...more,
  })
  const rules = [
    named('generic', ['*']),
    named('tenant', ['*.b.cn']),
    named('own', ['x.b.cn', '*.b.cn']),
    named('route', [], { software: [{ path: '^/course/\\d+/task/' }] }),
    named('frame', [], { software: [{ has: ['#player'], frame: '^https://player\\.example/' }] }),
  ]
  const of = (address: string, html = '') => [...rulesFor(rules, page(html), new URL(address))].map(({ id }) => id)

  it('is the one that names most of the host first, the generic one last', () => {
    expect([of('http://x.b.cn/'), of('http://y.b.cn'), of('http://b.cn'), of('http://c.cn')]).toEqual([
      ['own', 'tenant', 'generic'],
      ['tenant', 'own', 'generic'],
      ['generic'],
      ['generic'],
    ])
  })
  it('is known by its software under any name', () => {
    expect(of('http://c.cn/course/1/task/2')).toEqual(['route', 'generic'])
    expect(of('http://y.b.cn/course/1/task/2')).toEqual(['tenant', 'own', 'route', 'generic'])
    const frame = '<iframe src="https://player.example/play?id=1"></iframe>'
    expect(of('http://c.cn/', frame)).toEqual(['generic'])
    expect(of('http://c.cn/', `<div id="player">${frame}</div>`)).toEqual(['frame', 'generic'])
    expect(of('http://c.cn/', '<div id="player"><iframe></iframe></div>')).toEqual(['generic'])
  })
  it('leaves a host that is named its name, and gives those below one the name of the rule', () => {
    expect(['x.b.cn', 'y.b.cn', 'b.cn', 'c.cn'].map((host) => siteOf(rules, host))).toEqual([
      'x.b.cn',
      'tenant',
      'b.cn',
      'c.cn',
    ])
  })
  it('is asked for by host, with every software that could stand there', () => {
    expect(candidatesFor(rules, 'c.cn').map(({ id }) => id)).toEqual(['generic', 'route', 'frame'])
    expect(candidatesFor(rules, 'y.b.cn')).toHaveLength(5)
  })
})

describe('calls of a page', () => {
  const called = parseRule({
    ...rule(
      {
        'score.value': [{ call: 'exam', pointer: '/examRecord/score', as: 'hundredths' }, { select: '.score' }],
        'score.max': [{ call: 'exam', pointer: '/paperClass/totalScore', as: 'hundredths' }],
      },
      { optional: ['score.max'] },
    ),
    calls: { exam: { url: '/api/v1/exam/' } },
  })
  it('give what the rule names of their answers, and a score says that it came from one', () => {
    const calls = new Map([[valueKey('/api/v1/exam/', '/examRecord/score'), '8550']])
    const at = new URL('http://a.cn/')
    expect(readPage(called, page('<p class=score>85</p>'), at, calls)).toMatchObject({
      fields: { 'score.value': '85.5' },
      scoreText: '8550',
      scoreCalled: true,
    })
    const shown = readPage(called, page('<p class=score>85</p>'), at)
    expect(shown).toMatchObject({ fields: { 'score.value': '85' }, missing: [] })
    expect(shown).not.toHaveProperty('scoreCalled')
  })
  it('are looked at in the named places only', () => {
    expect(allowedCalls(called)).toEqual([
      { url: '/api/v1/exam/', pointers: ['/examRecord/score', '/paperClass/totalScore'] },
    ])
    const answer = { a: [{ 'b/c': 7, 'd~e': true }], f: null, g: { h: 'x'.repeat(2000) } }
    expect(
      ['/a/0/b~1c', '/a/0/d~0e', '/a/1', '/a', '/f', '/f/x', '/g/h', '/a/length', '/__proto__/x'].map((pointer) =>
        pointed(answer, pointer),
      ),
    ).toEqual(['7', 'true', ...[undefined, undefined, undefined, undefined], 'x'.repeat(1000), undefined, undefined])
  })
})
