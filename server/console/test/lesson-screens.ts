import type { Screen } from './screens'

/** Lessons held at a time: lists of a class, one lesson, the trainer's screen. */
export const lessonScreens: Screen[] = [
  {
    name: 'lessons',
    path: '/classes/class-1/lessons',
    prepare: (page) => page.getByRole('link', { name: '照明线路安装' }).waitFor(),
  },
  {
    name: 'lessons-new',
    path: '/classes/class-1/lessons',
    prepare: async (page) => {
      await page.getByText('登记一次课').click()
      await page.getByRole('button', { name: '保存' }).click()
      await page.getByText('请填写').waitFor()
    },
  },
  {
    name: 'lessons-empty',
    path: '/classes/class-2/lessons',
    prepare: (page) => page.getByText('还没有登记过课').waitFor(),
  },
  {
    name: 'lesson',
    path: '/lessons/lesson-2',
    prepare: async (page) => {
      await page.getByRole('button', { name: '保存到课情况' }).click()
      await page.getByText('请先上传签到表').waitFor()
    },
  },
  {
    name: 'lesson-code',
    path: '/lessons/lesson-2/code',
    prepare: (page) => page.getByText('482 913').waitFor(),
  },
  {
    name: 'lesson-code-early',
    path: '/lessons/lesson-3/code',
    prepare: (page) => page.getByText('现在不能签到').waitFor(),
  },
  {
    name: 'absences',
    path: '/classes/class-1/absences',
    prepare: async (page) => {
      await page.getByText('登记请假或补学').click()
      await page.getByText('住院').waitFor()
      await page.getByText('2026 年第 1 期 焊工').waitFor()
    },
  },
  {
    name: 'teaching-log',
    path: '/classes/class-1/teaching-log',
    prepare: (page) => page.getByText('照明线路安装').waitFor(),
  },
]
