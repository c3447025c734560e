import type { Hono } from 'hono'
import { at } from './instants'
import * as data from './lesson-data'
import { cut } from './lists-fixture'

/** Lessons held at a time, answered from typed data: class-1 has some, others have none. */
export function lessonRoutes(app: Hono): void {
  const full = (id: string) => id === 'class-1'
  app.get('/api/classes/:id/lesson-plan', (c) =>
    c.json(full(c.req.param('id')) ? data.plan : { ...data.plan, waiting: 0, practiceDue: 0, notes: [] }),
  )
  app.get('/api/classes/:id/lessons', (c) =>
    c.json(
      cut(full(c.req.param('id')) ? data.lessons : [], c.req.query(), {
        text: ({ content, teacher }) => content + teacher,
        sort: { from: ({ from }) => from },
        filter: {
          coming: ({ unmarked }) => unmarked,
          held: ({ unmarked }) => !unmarked,
          cancelled: ({ cancelled }) => cancelled !== undefined,
        },
      }),
    ),
  )
  app.get('/api/classes/:id/absences', (c) =>
    c.json(
      cut(full(c.req.param('id')) ? data.absences : [], c.req.query(), {
        text: ({ name, content }) => name + content,
        sort: { from: ({ from }) => from },
      }),
    ),
  )
  app.get('/api/classes/:id/retraining', (c) =>
    c.json(cut(full(c.req.param('id')) ? data.retraining : [], c.req.query(), { text: ({ name }) => name })),
  )
  app.get('/api/classes/:id/teaching-log', (c) =>
    c.json(cut(full(c.req.param('id')) ? data.log : [], c.req.query(), { text: ({ content }) => content })),
  )
  const lesson = (id: string) => data.lessons.find((one) => one.id === id) ?? data.lessons[0]
  const detail = (id: string) => ({ lesson: lesson(id), people: data.people })
  app.post('/api/classes/:id/lessons', (c) => c.json({ id: 'lesson-9' }))
  app.post('/api/classes/:id/lessons/timetable', (c) => c.json({ made: 3 }))
  app.post('/api/classes/:id/absences', (c) => c.json({}))
  app.get('/api/lessons/:lesson', (c) => c.json(detail(c.req.param('lesson'))))
  app.post('/api/lessons/:lesson', (c) => c.json(detail(c.req.param('lesson'))))
  app.post('/api/lessons/:lesson/roll', (c) => c.json(detail(c.req.param('lesson'))))
  app.get('/api/lessons/:lesson/code', (c) => {
    const shown = { lesson: lesson(c.req.param('lesson')), at: at(13, 5), until: at(13, 5) + 21_000 }
    const open = { link: 'https://xueji.example.cn/my?code=482913', opens: at(12), closes: at(18) }
    return c.json({ ...shown, ...open, ...(c.req.param('lesson') === 'lesson-2' && { code: '482913' }) })
  })
  app.get('/api/my/lessons', (c) => c.json({ lessons: data.mine }))
  app.post('/api/my/lessons', (c) => c.json({ lessons: data.mine }))
}
