import { JSDOM } from 'jsdom'
import { expect, it } from 'vitest'
import { valueKey } from '../../shared/site/calls'
import { parseRule } from '../../shared/site/schema'
import { builtIn } from '../sites'
import { describePage } from './page'

const at = (url: string, html: string) => describePage(new JSDOM(html).window.document, new URL(url), builtIn)
const lesson = '<title>人工智能训练师</title><h1>人工智能训练师</h1><h2>第二讲</h2>'

it.each([
  ['https://jc.mohrss.gov.cn/lesson/25', 'jc.mohrss.gov.cn', 'jc.mohrss.gov.cn@2'],
  ['https://xzy.mohrss.gov.cn/lesson/25', 'xzy.mohrss.gov.cn', 'jc.mohrss.gov.cn@2'],
  ['http://a66ab57a.ataclass.cn/somewhere', 'px.class.com.cn', 'generic@3'],
  ['https://study.example.cn/lesson/25', 'study.example.cn', 'generic@3'],
])('%s is the site %s, read by %s', (url, site, rule) => {
  expect(at(url, lesson)).toMatchObject({
    site,
    rule,
    course: { title: '人工智能训练师' },
    lesson: { title: '第二讲' },
  })
})

it('nothing in a page has a name before the rules are there', () => {
  const { document } = new JSDOM(lesson).window
  expect(describePage(document, new URL('https://jc.mohrss.gov.cn/lesson/25'), [])).toEqual({
    site: 'jc.mohrss.gov.cn',
    host: 'jc.mohrss.gov.cn',
    rule: '',
    courses: [],
    missing: [],
  })
})

it('a list says of each course what the page says of it, and the page its own enrolment', () => {
  const reading = (select: string, as?: string) => [{ select, ...(as && { as }) }]
  const listed = parseRule({
    id: 'own',
    version: 1,
    hosts: ['study.example.cn'],
    pages: [
      {
        name: 'courses',
        fields: {
          'course.title': reading('h1'),
          'enrolment.state': reading('.state'),
          'enrolment.date': reading('.day', 'day'),
        },
        list: {
          select: 'li',
          fields: {
            'course.title': reading('b'),
            'enrolment.state': reading('i'),
            'enrolment.date': reading('time', 'day'),
            'platform.progress': reading('u', 'percent'),
            'platform.finished': [{ select: 'u', pattern: '100', as: 'flag' }],
            'score.value': [{ select: 'em', as: 'score' }],
          },
        },
      },
    ],
  })
  const { document } = new JSDOM(`<h1>电工</h1><p class=state>学习中</p><p class=day>2026-11-01</p><ul>
    <li><b>甲</b><i>已报名</i><time>2026-10-02</time><u>37%</u><em>考试成绩：92 分</em></li><li><b>乙</b><u>100%</u></li><li><b>丙</b></li></ul>`)
    .window
  expect(describePage(document, new URL('https://study.example.cn/'), [listed])).toMatchObject({
    course: { key: '电工', title: '电工' },
    enrolment: { state: '学习中', date: '2026-11-01' },
    courses: [
      {
        course: { key: '甲', title: '甲' },
        enrolment: { state: '已报名', date: '2026-10-02' },
        platform: { progress: '37%', finished: false },
        score: { value: '92', raw: '成绩：92 分' },
      },
      { course: { key: '乙', title: '乙' }, platform: { progress: '100%', finished: true } },
      { course: { key: '丙', title: '丙' } },
    ],
  })
})

it('a score from an answer to a call says so', () => {
  const rule = parseRule({
    id: 'own',
    version: 3,
    hosts: ['study.example.cn'],
    calls: { exam: { url: '/exam$' } },
    pages: [
      {
        name: 'exam',
        fields: {
          'course.title': [{ select: 'h1' }],
          'score.value': [{ call: 'exam', pointer: '/score', as: 'hundredths' }],
        },
      },
    ],
  })
  const { document } = new JSDOM(lesson).window
  const calls = new Map([[valueKey('/exam$', '/score'), '9250']])
  expect(describePage(document, new URL('https://study.example.cn/'), [rule], calls)).toMatchObject({
    rule: 'own@3',
    score: { value: '92.5', raw: '9250', called: true },
  })
})
