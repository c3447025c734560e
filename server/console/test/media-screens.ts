import type { Screen } from './screens'

/** Lecture videos: of a class, and of the organisation. */
export const mediaScreens: Screen[] = [
  {
    name: 'videos',
    path: '/classes/class-1/videos',
    prepare: async (page) => {
      await page.getByText('还有 2 处线上课没有授课视频').waitFor()
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles([{ name: '讲义.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') }])
      await page.getByText('这个文件是PDF 文件').waitFor()
    },
  },
  {
    name: 'videos-stand-in',
    path: '/classes/class-1/videos',
    prepare: async (page) => {
      await page.getByText('没有视频文件？登记代替的依据').click()
      await page.getByRole('radio', { name: /人社局同意豁免/ }).check()
      await page.getByRole('button', { name: '登记', exact: true }).click()
      await page.getByText('请填写').first().waitFor()
      await page.getByText('登记补贴办结日期').first().click()
    },
  },
  {
    name: 'videos-none',
    path: '/classes/class-2/videos',
    prepare: (page) => page.getByText('还没有线上课').waitFor(),
  },
  {
    name: 'video-keeping',
    path: '/settings/videos',
    prepare: async (page) => {
      await page.getByRole('row').nth(4).waitFor()
      await page.getByText('增加规定').first().click()
    },
  },
  {
    name: 'video-disposal',
    path: '/settings/videos',
    prepare: async (page) => {
      await page.getByRole('button', { name: '确认销毁' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
]
