import type { AttendanceRow } from '../../shared/api'
import { showClock } from '../../shared/calendar/beijing'
import { type Actor, requireRole } from '../access/actor'
import { recordAudit } from '../access/audit'
import type { Deps } from '../deps'
import { listAttendance } from '../lists/attendance'
import { ALL } from '../lists/page'
import { classOf } from '../training/class-of'
import { workbook } from './workbook'

export const methodWords = { join: '加入时', pin: 'PIN', popup: '点击签到', phone: '手机签到' } as const

/** 签到考勤 as XLSX, by day. Audited: it leaves the server with names. */
export async function attendanceWorkbook(
  deps: Deps,
  actor: Actor,
  classId: string,
): Promise<{ file: Uint8Array; name: string }> {
  requireRole(actor, 'hr')
  const { store, clock } = deps
  const trained = await classOf(store, classId, actor.organisation)
  await deps.deriver.settle()
  const { secondFactor, rows } = await listAttendance(deps, actor, classId, {
    ...ALL,
    order: 'up',
    search: '',
    filter: '',
  })
  await store.tx((q) => recordAudit(q, store, clock, actor, 'attendance.export', classId, { rows: rows.length }))
  const file = await workbook([
    {
      name: '签到考勤',
      heading: [
        `${trained.name} 签到考勤`,
        `单位：${trained.organisationName}    培训期：${trained.plan.period.from} 至 ${trained.plan.period.to}`,
        `由学习记录逐条生成；${secondFactor ? '本班签到要求二次确认（动态码）' : '本班签到不要求二次确认'}`,
      ],
      columns: [
        { title: '日期', width: 12 },
        { title: '参训编号', width: 10 },
        { title: '姓名', width: 16 },
        { title: '签到', width: 11 },
        { title: '签退', width: 24 },
        { title: '方式', width: 11 },
        { title: '签到次数', width: 9 },
        { title: '设备', width: 12, text: true },
        { title: '二次确认', width: 20 },
      ],
      rows: rows.map((row) => [
        row.day,
        row.number,
        row.name,
        row.in === undefined ? '' : showClock(row.in),
        outText(row),
        row.method ? methodWords[row.method] : '',
        row.signIns,
        row.method === 'phone' ? '手机' : row.device.slice(0, 8),
        confirmedText(row, secondFactor),
      ]),
      footing: [
        '未签退：浏览器关闭或电脑断电，没有点签退；学习时长以观看记录为准，不因此增减。',
        '经办人：            负责人：            （单位盖章）            年    月    日',
      ],
    },
  ])
  return { file, name: `签到考勤-${trained.name}.xlsx` }
}

const outText = ({ out, open }: AttendanceRow): string =>
  [out === undefined ? '' : showClock(out), open > 0 ? `未签退 ${open} 次` : ''].filter(Boolean).join('；')

const confirmedText = ({ confirmed, signIns }: AttendanceRow, required: boolean): string =>
  confirmed === signIns
    ? '已确认'
    : confirmed > 0
      ? `确认 ${confirmed} 次，未确认 ${signIns - confirmed} 次`
      : required
        ? '未二次确认'
        : '未要求'
