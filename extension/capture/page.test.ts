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
  const calls = new Map([[valueKey('exam', '/score'), '9250']])
  expect(describePage(document, new URL('https://study.example.cn/'), [rule], calls)).toMatchObject({
    rule: 'own@3',
    score: { value: '92.5', raw: '9250', called: true },
  })
})
