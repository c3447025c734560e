import type { Hono } from 'hono'
import * as data from './exam-data'
import type { Screen } from './screens'

const page = <Row>(rows: readonly Row[]) => ({ rows, total: rows.length, page: 1 })

/** Tests, results and 满意度, answered from typed data. */
export function examRoutes(app: Hono): void {
  app.get('/api/classes/:id/results', (c) => c.json(page(data.results)))
  app.post('/api/classes/:id/results/import', (c) => c.json(data.resultsReport))
  app.get('/api/question-banks', (c) => c.json(data.banks))
  app.post('/api/question-banks', (c) => c.json(data.bankReport))
  app.get('/api/classes/:id/tests', (c) => c.json(data.tests))
  app.get('/api/tests/:id/papers', (c) => c.json(page(data.papers)))
  app.get('/api/papers/:id', (c) => c.json(data.paper))
  app.get('/api/classes/:id/satisfaction', (c) => c.json(data.satisfaction))
  app.get('/api/my/exam', (c) =>
    c.json(c.req.header('authorization') === 'Bearer first' ? data.firstExam : data.myExam),
  )
  app.post('/api/my/tests/:id/begin', (c) => c.json(data.myPaper))
  app.post('/api/my/papers/:id/save', (c) => c.json({ savedAt: data.myPaper.now }))
  app.post('/api/my/papers/:id/hand-in', (c) => c.json({ value: 86, max: 100, pass: true, at: data.myPaper.now }))
}

const signedOut: Screen['before'] = (state) => Object.assign(state, { signedIn: false })
const csv = [{ name: '成绩.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n') }]

export const examScreens: Screen[] = [
  {
    name: 'class-questions',
    path: '/classes/class-1/class-questions',
    prepare: (page) => page.getByRole('button', { name: '从常见问题收回' }).waitFor(),
  },
  {
    name: 'tests',
    path: '/classes/class-1/tests',
    prepare: (page) => page.getByText('结业理论考试').first().waitFor(),
  },
  {
    name: 'make-test',
    path: '/classes/class-1/tests',
    prepare: async (page) => {
      await page.getByRole('button', { name: '新建测试' }).click()
      await page.locator('input[type=file]').first().setInputFiles(csv)
      await page.getByText('有 2 处需要改正').waitFor()
    },
  },
  {
    name: 'papers',
    path: '/classes/class-1/tests',
    prepare: async (page) => {
      await page.getByRole('button', { name: /答卷.*结业理论考试/ }).click()
      await page.getByText('到时收卷').waitFor()
    },
  },
  {
    name: 'paper',
    path: '/classes/class-1/tests',
    prepare: async (page) => {
      await page.getByRole('button', { name: /答卷.*结业理论考试/ }).click()
      await page.getByRole('button', { name: /看答卷.*001 王晓明 2/ }).click()
      await page.getByText('低压电笔').waitFor()
    },
  },
  {
    name: 'results',
    path: '/classes/class-1/results',
    prepare: async (page) => {
      await page.getByRole('button', { name: /登记成绩.*003 李强/ }).click()
      await page.locator('section[aria-labelledby=import-results] input[type=file]').setInputFiles(csv)
      await page.getByText('有 2 处需要改正').waitFor()
    },
  },
  {
    name: 'result-withdraw',
    path: '/classes/class-1/results',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^撤回/ }).first().click()
      await page.getByText('撤回后不再计入').waitFor()
    },
  },
  {
    name: 'satisfaction',
    path: '/classes/class-1/satisfaction',
    prepare: (page) => page.getByText('希望多安排实操').waitFor(),
  },
  {
    name: 'phone-exam',
    path: '/my#phone',
    before: signedOut,
    prepare: (page) => page.getByText('补考要带什么').waitFor(),
  },
  {
    name: 'phone-paper',
    path: '/my#phone',
    before: signedOut,
    prepare: async (page) => {
      await page.getByRole('button', { name: '再考一次' }).click()
      await page.getByRole('button', { name: '下一题' }).click()
      await page.getByText('停电检修').waitFor()
    },
  },
  {
    name: 'phone-handed-in',
    path: '/my#phone',
    before: signedOut,
    prepare: async (page) => {
      await page.getByRole('button', { name: '再考一次' }).click()
      await page.getByRole('button', { name: '交卷' }).click()
      await page.getByRole('button', { name: '确定交卷' }).click()
      await page.getByText('已合格').waitFor()
    },
  },
]
