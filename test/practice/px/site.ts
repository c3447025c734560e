import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { cors } from 'hono/cors'
import { html } from 'hono/html'
import { courses, findCourse, findLesson } from './catalogue'
import { classList } from './class-list'
import { coursePage } from './course'
import { examPage, examResult } from './exam'
import { photoPage } from './photo'
import { playerFrame, playerPage } from './player'
import { ProgressBook } from './progress'

const learnerOf = (c: Context): string => getCookie(c, 'learner') ?? '王晓明'

const field = (form: Record<string, unknown>, name: string): string => String(form[name] ?? '')

/** px.class.com.cn as generation 1 of its software was described, with a fresh progress book. */
export function createPx(): Hono {
  const book = new ProgressBook()
  const px = new Hono()
  px.notFound((c) =>
    c.html(
      html`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>404</title><p>页面不存在</p></html>`,
      404,
    ),
  )

  px.get('/', (c) => c.redirect('/study/myclass/index'))
  px.get('/practice/sign-in', (c) => {
    setCookie(c, 'learner', c.req.query('name') ?? '王晓明')
    return c.redirect('/study/myclass/index')
  })
  px.get('/study/myclass/index', (c) => c.html(classList(learnerOf(c), book)))
  px.get('/study/myclass/course', (c) => {
    const course = findCourse(c.req.query('courseId'))
    return course ? c.html(coursePage(course, learnerOf(c), book)) : c.notFound()
  })
  px.get('/player/study/index', (c) => {
    const found = findLesson(c.req.query('courseId'))
    return found ? c.html(playerPage(found.course, found.lesson, learnerOf(c), book)) : c.notFound()
  })
  px.get('/player/study/frame', (c) => c.html(playerFrame()))
  px.get('/player/index/photo', (c) => c.html(photoPage(learnerOf(c), c.req.header('referer') ?? '/')))

  const courseOfPaper = (c: Context) => courses.find((course) => course.exam.paper === c.req.query('paper'))
  px.get('/study/exam/index', (c) => {
    const course = courseOfPaper(c)
    return course ? c.html(examPage(course, learnerOf(c))) : c.notFound()
  })
  px.get('/study/exam/result', (c) => {
    const course = courseOfPaper(c)
    return course ? c.html(examResult(course, learnerOf(c))) : c.notFound()
  })

  px.post('/player/study/save', async (c) => {
    const form = await c.req.parseBody()
    const saved = book.save(learnerOf(c), field(form, 'courseId'), Number(field(form, 'learned')), false)
    return c.json({ success: true, data: saved })
  })
  px.post('/player/index/get-sign', async (c) => {
    const form = await c.req.parseBody()
    const found = findLesson(field(form, 'courseId'))
    if (!found) return c.json({ success: false, errormsg: '课程不存在' })
    const { learned } = book.of(learnerOf(c), found.lesson.id)
    const missing = Math.max(0, found.lesson.seconds - learned - 1)
    if (missing === 0) book.save(learnerOf(c), found.lesson.id, learned, true)
    return c.json({ success: true, data: `${found.lesson.id}.${missing}`, s: 1, tStr: '1' })
  })
  px.use('/callback-course', cors())
  px.post('/callback-course', async (c) => {
    const sign = field(await c.req.parseBody(), 'sign')
    return c.json({ success: true, data: { diffSecond: Number(sign.split('.')[1] ?? 0) }, errormsg: '' })
  })
  return px
}
