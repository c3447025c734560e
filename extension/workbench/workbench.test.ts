import { JSDOM } from 'jsdom'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { readPage } from '../../shared/site/read'
import { parseRule } from '../../shared/site/schema'
import { builtIn } from '../sites'
import { adopted, type Draft, lacking, pathPattern, readingFor, ruleOf } from './draft'
import { selectorFor } from './selector'
import { framesOf, snapshotOf, sourceOf, textsOf } from './snapshot'

const PAGE = `<!doctype html><html><head><title>学习</title><meta http-equiv="refresh" content="0;url=/x"></head><body>
  <script>alert(1)</script>
  <header><span class="css-1x2y3z user-name">王晓明</span></header>
  <div id="app"><h2 class="title">电工安全</h2><p class="info">共 8 学时</p>
    <ul class="list">
      <li class="lesson"><span class="name">第一节</span></li>
      <li class="lesson active" data-lesson-id="L2"><span class="name">第二节</span><i onclick="alert(2)">12:30</i></li>
      <li class="lesson"><span class="name">第三节</span></li>
    </ul>
    <iframe src="//player.example.com/v?id=1"></iframe><iframe src="/own"></iframe>
    <div class="doc-box">操作规程</div><p class="bm">报名状态 <b>已报名</b> <i class="day">2026-11-02</i></p>
    <ul class="qs"><li><span>货叉离地多高？</span><time>2026-11-20 14:05</time></li><li><span>能转弯吗？</span><time>昨天 09:00</time></li></ul>
    <p>进度 37%</p><p>考试成绩：85.5分（满分100分），合格</p>
  </div></body></html>`
const ADDRESS = 'https://px.example.cn/course/12/lesson/345?id=9'

beforeAll(() => {
  const { window } = new JSDOM('')
  vi.stubGlobal('DOMParser', window.DOMParser)
  vi.stubGlobal('CSS', { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') })
  return () => vi.unstubAllGlobals()
})

const element = (text: string) => {
  const { source } = snapshotOf(PAGE, ADDRESS)
  const found = [...source.querySelectorAll('*')].filter((one) => one.textContent?.trim() === text).at(-1)
  if (!found) throw new Error(text)
  return found
}

describe('pointing at a page', () => {
  it('a selector finds its element, by marks that last', () => {
    expect(selectorFor(element('电工安全'))).toBe('.title')
    expect(selectorFor(element('第二节'))).toBe('.lesson.active .name')
    expect(selectorFor(element('王晓明'))).toBe('.user-name')
    for (const one of element('电工安全').ownerDocument.querySelectorAll('body *'))
      expect(one.ownerDocument.querySelector(selectorFor(one))).toBe(one)
  })

  it('what is shown runs nothing and loads no page, and every element leads back to its source', () => {
    const snapshot = snapshotOf(PAGE, ADDRESS)
    expect(snapshot.shown).not.toMatch(/<script|<iframe|<meta|onclick/)
    const { document } = new JSDOM(snapshot.shown).window
    for (const one of document.querySelectorAll('li, p, span')) {
      const source = sourceOf(snapshot, one)
      expect(source?.localName).toBe(one.localName)
      expect(source?.textContent).toBe(one.textContent)
    }
  })

  it('lists texts for those who choose without a mouse, and the hosts of frames', () => {
    const snapshot = snapshotOf(PAGE, ADDRESS)
    expect(textsOf(snapshot).map(({ text }) => text)).toEqual(expect.arrayContaining(['第二节', '共 8 学时']))
    expect(textsOf(snapshot)[0]?.text).toBe('电工安全')
    expect(framesOf(snapshot)).toEqual(['player.example.com'])
  })
})

describe('a rule by pointing', () => {
  const draft = (): Draft => {
    const point = (field: Parameters<typeof readingFor>[0], text: string) => [readingFor(field, element(text))]
    return {
      host: 'px.example.cn',
      frames: ['player.example.com'],
      pages: [
        {
          name: 'lesson',
          path: pathPattern(new URL(ADDRESS)),
          fields: {
            'course.title': point('course.title', '电工安全'),
            'lesson.title': point('lesson.title', '第二节'),
            'course.hours': point('course.hours', '共 8 学时'),
            'lesson.duration': point('lesson.duration', '12:30'),
            'platform.progress': point('platform.progress', '进度 37%'),
            learner: point('learner', '王晓明'),
          },
        },
        {
          name: 'score',
          path: '^/score',
          fields: {
            'course.title': point('course.title', '电工安全'),
            'score.value': point('score.value', '考试成绩：85.5分（满分100分），合格'),
            'score.max': point('score.max', '考试成绩：85.5分（满分100分），合格'),
            'score.pass': point('score.pass', '考试成绩：85.5分（满分100分），合格'),
          },
        },
      ],
    }
  }

  it('passes the schema and reads the page it was pointed at on, and others of its form', () => {
    const rule = parseRule(ruleOf(draft()))
    const { source } = snapshotOf(PAGE, ADDRESS)
    const read = readPage(rule, source, new URL('https://px.example.cn/course/7/lesson/8?id=3'))
    expect(read).toMatchObject({
      page: 'lesson',
      missing: [],
      fields: {
        learner: '王晓明',
        'course.title': '电工安全',
        'course.hours': '8',
        'lesson.title': '第二节',
        'lesson.duration': '750000',
        'lesson.key': '/course/7/lesson/8?id=3',
        'platform.progress': '37%',
      },
    })
    expect(readPage(rule, source, new URL('https://px.example.cn/score/1'))?.fields).toMatchObject({
      'score.value': '85.5',
      'score.max': '100',
      'score.pass': 'true',
    })
    expect(readPage(rule, source, new URL('https://px.example.cn/news/1'))).toBeUndefined()
  })

  const pageOf = (
    name: Draft['pages'][number]['name'],
    pointed: [Parameters<typeof readingFor>[0], string][],
    path = '^/course',
  ) => ({
    name,
    path,
    fields: Object.fromEntries(pointed.map(([field, text]) => [field, [readingFor(field, element(text))]])),
  })
  const read = (...pages: Draft['pages']) => {
    const rule = parseRule(ruleOf({ host: 'px.example.cn', frames: [], pages }))
    return readPage(
      rule,
      snapshotOf(PAGE, ADDRESS).source,
      new URL(ADDRESS),
      undefined,
      Date.parse('2026-11-21T02:00:00Z'),
    )
  }
  const titles: [Parameters<typeof readingFor>[0], string][] = [
    ['course.title', '电工安全'],
    ['lesson.title', '第二节'],
  ]

  it('a lesson is named by what the open entry of the catalogue says of itself, else by its address', () => {
    expect(read(pageOf('lesson', [...titles, ['lesson.key', '第二节']]))?.fields['lesson.key']).toBe('L2')
    expect(read(pageOf('lesson', [...titles, ['lesson.key', '电工安全']]))?.fields['lesson.key']).toBe('电工安全')
    expect(read(pageOf('lesson', titles))?.fields['lesson.key']).toBe('/course/12/lesson/345?id=9')
  })

  it('a document is known by its box, before a lesson of the same address', () => {
    const lesson = pageOf('lesson', titles)
    expect(read(lesson, pageOf('document', [...titles, ['document', '操作规程']]))).toMatchObject({
      page: 'document',
      document: true,
    })
    const without = {
      ...pageOf('document', titles),
      fields: { ...pageOf('document', titles).fields, document: [{ select: '.none' }] },
    }
    expect(read(lesson, without)).toMatchObject({ page: 'lesson' })
  })

  it('one own question stands for all of them, each with its time; an enrolment with its day', () => {
    const asked = read(
      pageOf('questions', [
        ['course.title', '电工安全'],
        ['asked', '货叉离地多高？2026-11-20 14:05'],
        ['posted', '2026-11-20 14:05'],
      ]),
    )
    expect(asked?.posts).toEqual([
      { role: 'asked', at: String(Date.parse('2026-11-20T14:05:00+08:00')) },
      { role: 'asked', at: String(Date.parse('2026-11-20T09:00:00+08:00')) },
    ])
    expect(
      read(
        pageOf('enrolment', [
          ['course.title', '电工安全'],
          ['enrolment.state', '已报名'],
          ['enrolment.date', '2026-11-02'],
        ]),
      )?.fields,
    ).toMatchObject({ 'enrolment.state': '已报名', 'enrolment.date': '2026-11-02' })
  })

  it('says what is still to be pointed at', () => {
    const one = draft()
    expect(lacking(one)).toEqual([])
    delete one.pages[0]?.fields['lesson.title']
    expect(lacking(one)).toEqual(['lesson.title'])
    const more = { ...one, pages: [pageOf('document', titles), pageOf('questions', [['course.title', '电工安全']])] }
    expect(lacking(more)).toEqual(['document', 'asked'])
  })

  it('takes over a rule of known software for one host', () => {
    const edusoho = builtIn.find(({ id }) => id === 'edusoho')
    if (!edusoho) return expect.fail()
    const rule = parseRule(adopted(edusoho, 'px.example.cn'))
    expect(rule).toMatchObject({ id: 'px.example.cn', hosts: ['px.example.cn'], pages: edusoho.pages })
    expect(rule.software).toBeUndefined()
  })

  it.each([
    ['https://a.example.cn/course/12/lesson/345', '^/course/\\d+/lesson/\\d+'],
    ['https://a.example.cn/play.html?id=1', '^/play\\.html'],
    ['https://a.example.cn/#/study/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f?x=1', '^/#/study/[^/]+'],
  ])('%s: addresses of this form', (address, pattern) => {
    const url = new URL(address)
    expect(pathPattern(url)).toBe(pattern)
    expect(new RegExp(pattern, 'u').test(url.pathname + url.hash)).toBe(true)
  })
})
