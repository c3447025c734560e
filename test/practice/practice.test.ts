import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { createPractice } from './app'
import { frameKinds } from './frames/site'

const px = 'http://px.class.com.cn'
const chinanet = 'http://www.chinanet.gov.cn'

async function open(address: string, cookie?: string): Promise<Document> {
  const answer = await createPractice().request(address, cookie ? { headers: { cookie } } : {})
  expect(answer.status).toBe(200)
  return new JSDOM(await answer.text()).window.document
}

const text = (document: Document, selector: string): string | undefined =>
  document.querySelector(selector)?.textContent?.trim()

test('the class list has a titled item a course, a way in and a test status', async () => {
  const document = await open(`${px}/study/myclass/index`)
  expect(document.querySelectorAll('.class-list-box > .class-item.unfinished')).toHaveLength(3)
  expect(text(document, '.class-item .title')).toBe('电工安全基础')
  expect(document.querySelector('.class-item .toStudy')?.className).toBe('btn btn-outline-primary toStudy aBtn24')
  expect(text(document, '.class-item:last-child .test-status span:nth-of-type(2)')).toBe('（ 未开放 ）')
})

test('the course page lists its lessons under a header row, each with a button', async () => {
  const document = await open(`${px}/study/myclass/course?courseId=101`)
  const rows = [...document.querySelectorAll('.list-box .finish-no')]
  expect(rows).toHaveLength(5)
  expect(rows.map((row) => row.querySelectorAll('button').length)).toEqual([0, 1, 1, 1, 1])
  expect(document.querySelector('.text-header a')?.getAttribute('href')).toBe('/study/myclass/index')
})

test('the player page carries the lesson list, the progress texts, the hidden inputs and the player frame', async () => {
  const document = await open(`${px}/player/study/index?courseId=10102`)
  const active = document.querySelector('#list_chapter .section.active')
  expect(active?.getAttribute('data-jhx-res')).toBe('7710102')
  expect(active?.querySelector('.time')?.textContent).toBe('01:30')
  expect(document.querySelectorAll('#list_chapter .section .circle')).toHaveLength(4)
  expect(text(document, '.learnProcessTip #learnedStr')).toBe('00:00')
  expect(text(document, '.learnProcessTip #durationStr')).toBe('01:30')
  const hidden = ['hiddenStudyStatus', 'hiddenCourseId', 'hiddenTotalSecond', 'hiddenType']
  expect(hidden.map((id) => document.getElementById(id)?.getAttribute('value'))).toEqual(['0', '10102', '90', '1'])
  expect(text(document, '#btn_submit')).toBe('我已学完')
  const frame = document.querySelector('iframe#container')?.getAttribute('src')
  const inside = await open(`${px}${frame}`)
  expect(inside.querySelector('video#J_prismPlayer')).not.toBeNull()
})

test('an address without a lesson answers 404 and says so in the title', async () => {
  const answer = await createPractice().request(`${px}/player/study/index?courseId=1`)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('<title>404</title>')
})

test('the result of a paper is one line with score, maximum and outcome', async () => {
  const passed = await open(`${px}/study/exam/result?paper=9101`)
  expect(text(passed, '.result-line')).toBe('成绩：92分 总分：100分 合格')
  const failed = await open(`${px}/study/exam/result?paper=9102`)
  expect(text(failed, '.result-line')).toBe('成绩：58.5分 总分：100分 不合格')
})

test('the name in the head is the one that signed in', async () => {
  expect(text(await open(`${px}/study/myclass/index`), '.user-name')).toBe('王晓明')
  const other = await open(`${px}/study/myclass/index`, `learner=${encodeURIComponent('李秀兰')}`)
  expect(text(other, '.user-name')).toBe('李秀兰')
})

test('a lesson counts as learned only when it was learned to its end and handed in', async () => {
  const practice = createPractice()
  const post = async (path: string, fields: Record<string, string>) => {
    const answer = await practice.request(`${px}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
    return JSON.stringify(await answer.json())
  }
  await post('/player/study/save', { courseId: '10101', learned: '20' })
  expect(await post('/player/index/get-sign', { courseId: '10101' })).toContain('"data":"10101.39"')
  const row = async () =>
    new JSDOM(
      await (await practice.request(`${px}/study/myclass/course?courseId=101`)).text(),
    ).window.document.querySelectorAll('.list-box .finish-yes').length
  expect(await row()).toBe(0)
  await post('/player/study/save', { courseId: '10101', learned: '60' })
  expect(await post('/player/index/get-sign', { courseId: '10101' })).toContain('"data":"10101.0"')
  expect(await row()).toBe(1)
})

test('the generic pages show a plain player, hours and a score', async () => {
  const document = await open(`${chinanet}/course/2`)
  expect(document.querySelector('video')?.getAttribute('src')).toBe('/media/lesson-75.webm')
  expect(text(document, '.hours')).toBe('课程学时：3课时')
  expect(text(await open(`${chinanet}/score/1`), 'main p')).toBe('考试成绩：85.5分（满分100分），合格')
})

test.each(Object.keys(frameKinds))('the %s page stands', async (kind) => {
  expect((await open(`${chinanet}/frames/${kind}`)).body.dataset.kind).toBe(kind)
})

test('an unknown host name is not answered with a page of a known one', async () => {
  expect((await createPractice().request('http://example.com/study/myclass/index')).status).toBe(421)
})
