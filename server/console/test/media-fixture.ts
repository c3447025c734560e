import type { Hono } from 'hono'
import type { ClassVideos, FileRow, MediaState, VideoStatement } from '../../../shared/api/media'
import { builtInRetention } from '../../../shared/media/retention-rules'
import { at, hex } from './instants'

const gigabytes = (n: number) => Math.round(n * 1024 ** 3)
const COURSE = { course: 'c-1', courseTitle: '养老护理员（初级）' }
const statement = (n: number, part: Partial<VideoStatement>): VideoStatement => ({
  ...{ id: `v-${n}`, how: 'file', by: '刘敏', at: at(9, n) },
  ...part,
})
const file = (n: number, state: 'ok' | 'missing' | 'gone' = 'ok'): NonNullable<VideoStatement['file']> => ({
  ...{ id: `f-${n}`, name: `第${n}节 授课录像.mp4`, bytes: gigabytes(1.3) + n * 4_000_000, sha256: hex(n + 3, 64) },
  ...{ length: 2_712_000 + n * 61_000, format: 'MPEG-4', state },
})

export const classVideos: ClassVideos = {
  lessons: [
    {
      ...{ ...COURSE, lesson: { key: 'l-1', title: '第1节 老年人心理' }, watchedBy: 61, met: 'own' },
      statements: [statement(1, { file: file(1) })],
    },
    {
      ...{ ...COURSE, lesson: { key: 'l-2', title: '第2节 饮食照料' }, watchedBy: 60, met: 'none' },
      statements: [statement(2, { file: file(2, 'missing') })],
    },
    { ...COURSE, lesson: { key: 'l-3', title: '第3节 体位转移' }, watchedBy: 58, met: 'none', statements: [] },
    {
      ...{ ...COURSE, lesson: { key: 'live-1', title: '答疑直播：跌倒的预防' }, heldAt: at(-26), met: 'own' },
      statements: [statement(3, { file: { ...file(3), name: '腾讯会议_20261120.mp4' } })],
    },
    {
      ...{ course: 'c-2', courseTitle: '职业道德与法律常识', met: 'own' },
      statements: [
        statement(4, {
          ...{ how: 'waiver', evidence: hex(9, 64) },
          reference: { id: '10023', url: 'https://px.class.com.cn/course/10023', seconds: 14_400 },
        }),
        statement(5, { how: 'undertaking', evidence: hex(10, 64) }),
      ],
    },
  ],
  missing: 2,
  uploads: [
    {
      ...{ id: 'u-1', class: 'class-1', course: 'c-1', lesson: { key: 'l-3', title: '第3节 体位转移' } },
      ...{
        name: '第3节 授课录像.mp4',
        size: gigabytes(1.2),
        received: gigabytes(0.46),
        by: '刘敏',
        at: at(8),
        touchedAt: at(8, 40),
      },
      done: false,
    },
    {
      ...{ id: 'u-2', class: 'class-1', course: 'c-1', name: '第2节.m4a', size: 40_000_000, received: 40_000_000 },
      ...{ by: '刘敏', at: at(7), touchedAt: at(7, 10), done: false },
      refused: '这个文件里面没有画面（可能是录音）。授课全程视频要有画面，请换成录像文件',
    },
  ],
  retention: {
    state: 'not-settled',
    claimed: { numbers: ['2026-001'], last: '2026-11-20', open: true, everybody: false },
  },
}

const rows: FileRow[] = [
  {
    ...{ ...file(1), at: at(9), classes: [{ id: 'class-1', name: '2026年第3期养老护理员培训班' }], place: 'folder' },
    ...{ checkedAt: at(9), retention: 'not-settled', asked: false },
  },
  {
    ...{ ...file(2, 'missing'), at: at(9, 2), classes: [{ id: 'class-1', name: '2026年第3期养老护理员培训班' }] },
    ...{ place: 'folder', checkedAt: at(11), retention: 'until', last: '2029-10-18', asked: false },
    rule: '绥化市线上培训资料留存（不少于3年）',
  },
  {
    ...{ ...file(7), name: '2022年第1期 第7节.flv', format: 'Flash Video', at: at(-24 * 1500) },
    ...{ classes: [{ id: 'class-2', name: '2022年第1期育婴员培训班' }], place: 'folder', checkedAt: at(-24) },
    ...{ retention: 'over', last: '2025-12-01', rule: '绥化市线上培训资料留存（不少于3年）', asked: false },
  },
  {
    ...{ ...file(8, 'gone'), name: '2021年第2期 第1节.mp4', at: at(-24 * 1900), place: 'gone', checkedAt: at(-48) },
    ...{ classes: [{ id: 'class-2', name: '2022年第1期育婴员培训班' }], retention: 'over', last: '2024-11-30' },
    ...{ rule: '绥化市线上培训资料留存（不少于3年）', asked: false },
  },
]

export const mediaState: MediaState = {
  ...{ place: 'folder', files: 38, bytes: gigabytes(51.2), faulty: 1, free: gigabytes(212), waiting: 0 },
  rules: [
    ...builtInRetention.map((rule) => ({ ...rule, own: false })),
    {
      ...{ id: 'own', title: '本单位档案管理办法', source: '校办〔2026〕5号 第十二条', region: '000000' },
      ...{ from: '2026-01-01', years: 6, own: true },
    },
  ],
  holds: [
    {
      ...{ id: 'h-1', className: '2026年第3期养老护理员培训班', reason: '审计通知书 绥审通〔2026〕14号' },
      ...{ by: '王校长', at: at(-30) },
    },
  ],
  disposals: [
    {
      ...{ id: 'd-1', reason: '留存期满', by: '刘敏', at: at(-3), mine: false, state: 'asked' },
      files: [{ id: 'f-7', name: '2022年第1期 第7节.flv', bytes: gigabytes(1), sha256: hex(5, 64) }],
    },
    {
      ...{ id: 'd-2', reason: '留存期满', by: '刘敏', at: at(-60), mine: false, state: 'done', endedBy: '王校长' },
      ...{
        endedAt: at(-48),
        files: [{ id: 'f-8', name: '2021年第2期 第1节.mp4', bytes: gigabytes(1), sha256: hex(6, 64) }],
      },
    },
  ],
}

/** Lecture videos, answered from typed data. */
export function mediaRoutes(app: Hono): void {
  app.get('/api/classes/:id/videos', (c) =>
    c.json(
      c.req.param('id') === 'class-1'
        ? classVideos
        : { lessons: [], missing: 0, uploads: [], retention: { state: 'not-settled' } },
    ),
  )
  app.post('/api/classes/:id/videos', (c) => c.json(classVideos))
  app.post('/api/classes/:id/settled', (c) => c.json(classVideos))
  app.get('/api/media', (c) => c.json(mediaState))
  app.get('/api/media/files', (c) => c.json({ rows, total: rows.length, page: 1 }))
}
