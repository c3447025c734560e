import type { Hono } from 'hono'
import type { HandInRow } from '../../../shared/api'
import type { BackupRow, BackupState, ChooseBackupRequest, HandOver, RecoverySheet } from '../../../shared/api/keep'
import * as data from './data'
import { at, hex } from './instants'

const DAY = 86_400_000
const name = (day: number) => `xueji-ab12cd34-202611${String(22 - day).padStart(2, '0')}-073112.zip`

const row = (day: number): BackupRow => ({
  id: `backup-${day}`,
  startedAt: at(7, 31) - day * DAY,
  finishedAt: at(7, 32) - day * DAY,
  folder: 'E:\\学迹备份',
  name: name(day),
  bytes: 48_318_211 - day * 400_000,
  sha256: hex(day + 3, 64),
  entries: 128_431 - day * 900,
  receipts: 2_310 - day * 20,
  packages: { all: 214, copied: day === 0 ? 6 : 0, lacking: 0 },
  askedBy: day === 0 ? data.me.user.name : '自动',
  ...(day === 2 && { openedAt: at(10) - DAY }),
  ...(day > 7 && { removedAt: at(8) }),
})

const failed: BackupRow = {
  id: 'backup-failed',
  startedAt: at(12),
  finishedAt: at(12),
  folder: 'E:\\学迹备份',
  problem: '找不到文件夹 E:\\学迹备份。移动硬盘或网络盘是不是没有接好？',
  askedBy: '自动',
}

export const backedUp: BackupState = {
  choice: 'folder',
  folder: 'E:\\学迹备份',
  knownBy: '刘敏、王会计',
  keeping: { daily: 7, weekly: 8, monthly: 12 },
  chosenAt: at(9) - 30 * DAY,
  alert: { state: 'none' },
  rows: [0, 1, 2, 3, 8].map(row),
  mayChange: true,
}
export const noneChosen: BackupState = {
  choice: 'none',
  knownBy: '',
  keeping: { daily: 7, weekly: 8, monthly: 12 },
  alert: { state: 'unchosen', message: '还没有选择备份。设置在选好以前没有完成' },
  rows: [],
  mayChange: true,
}
export const failing: BackupState = {
  ...backedUp,
  restored: { at: at(8), of: at(7) - DAY },
  alert: { state: 'failed', message: `最近一次备份没有成功：${failed.problem}` },
  running: { what: 'backup', step: 'encrypt', done: 31, all: 48, startedAt: at(13) },
  rows: [failed, ...backedUp.rows],
}

const keys = ['service', 'package', 'log'].map((purpose, i) => ({ purpose, fingerprint: hex(i + 20, 64) }))

export const sheet: RecoverySheet = {
  organisation: data.me.organisation.name,
  address: 'https://192.168.1.20:8787',
  server: 'ab12cd34ef56ab78',
  dataDir: 'D:\\xueji\\data',
  postgres: false,
  program: '0.1.0',
  folder: 'E:\\学迹备份',
  knownBy: '刘敏、王会计',
  last: { name: name(0), at: at(7, 31), sha256: hex(3, 64) },
  keys,
  at: at(14),
}

export const handOver: HandOver = {
  organisation: data.me.organisation.name,
  by: data.me.user.name,
  at: at(14),
  classes: [data.classDetail, data.emptyClass].map(({ summary }) => ({
    id: summary.id,
    name: summary.name,
    period: summary.period,
    openedBy: '刘敏',
    seats: summary.seats,
    deadlines: [{ day: summary.period.to, what: '培训结束' }],
    appeals: summary.appeals,
    findings: summary.findings,
    pending: summary.pending,
    questions: 1,
  })),
  members: [
    { name: '刘敏', login: 'liumin', role: 'administrator', stopped: false, lastSeenAt: at(14) },
    { name: '赵强', login: 'zhaoqiang', role: 'hr', stopped: true },
  ],
  keys,
  keysFolder: 'D:\\xueji\\data\\keys',
  retained: [
    {
      what: '学习记录（含签到考勤、测试成绩）',
      count: 128_431,
      until: '2029-12-31',
      where: '服务器的数据库，随备份保存',
    },
    { what: '回执', count: 2_310, until: '2029-12-31', where: '服务器的数据库，随备份保存' },
  ],
  backup: {
    folder: 'E:\\学迹备份',
    knownBy: '刘敏、王会计',
    last: { name: name(0), at: at(7, 31) },
    alert: { state: 'none' },
  },
  filledIn: { knownBy: '刘敏、王会计', keysKept: '恢复单在财务室保险柜', remarks: '' },
  printed: [{ at: at(9) - 90 * DAY, by: '赵强', to: '刘敏' }],
}

export const handIns: HandInRow[] = [0, 1, 2].map((i) => ({
  id: `hand-in-${i}`,
  at: at(15, i * 7),
  by: data.me.user.name,
  chain: hex(i + 40, 64),
  ...(i < 2 && { number: `00${i + 1}`, name: i === 0 ? '张伟' : '李芳' }),
  entries: 120 - i * 40,
  firstAt: at(8) - (i + 1) * 9 * DAY,
  lastAt: at(11) - DAY,
  late: i === 1,
}))

/** Backups, hand-over and receipts, answered from typed data. */
export function keepRoutes(app: Hono, state: { backup: BackupState }): void {
  app.get('/api/backup/alert', (c) =>
    c.json({ ...state.backup.alert, ...(state.backup.alert.state !== 'none' && { mayAct: true }) }),
  )
  app.get('/api/backup', (c) => c.json(state.backup))
  app.post('/api/backup', async (c) => {
    const { choice } = await c.req.json<ChooseBackupRequest>()
    state.backup =
      choice === 'folder'
        ? backedUp
        : { ...noneChosen, choice: 'later', alert: { state: 'later', message: '还没有设置备份' } }
    return c.json(state.backup)
  })
  app.post('/api/backup/folder', (c) =>
    c.json({
      problems: [],
      warnings: ['与数据在同一块磁盘上：磁盘坏了，两份会一起丢失。请尽量换成移动硬盘、U 盘或网络共享文件夹'],
      free: 212_000_000_000,
    }),
  )
  app.post('/api/backup/run', (c) => c.json(state.backup))
  app.post('/api/backup/open', (c) =>
    c.json({ at: at(7), entries: 128_431, receipts: 2_310, packages: { good: 214, missing: 0 } }),
  )
  app.post('/api/backup/sheet', (c) => c.json(sheet))
  app.post('/api/classes/:id/receipts', (c) => c.body('zip', 200, { 'content-type': 'application/zip' }))
  app.get('/api/hand-over', (c) => c.json(handOver))
  app.post('/api/hand-over', (c) => c.json(handOver))
}
