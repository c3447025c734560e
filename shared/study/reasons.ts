/**
 * Why a second does not count. The order is fixed: a second with several reasons carries the first. Wording is for
 * trainees: what happened and, as `cure`, how to make time count.
 Version 2
 * of credit put its own among those of version 1, whose order stays.
 */
export const reasons = {
  'not-in-plan': { label: '课程不在本班培训计划内', cure: '请学习本班计划内的课程，或请老师核对课程对应关系' },
  'platform-not-agreed': { label: '平台未经同意', cure: '请在本班培训方案列明的平台学习' },
  'outside-period': { label: '不在培训起止日期内', cure: '请在培训期内学习' },
  'before-consent': { label: '人社局同意之前的学习', cure: '请等老师通知开班后再学习' },
  'clock-unproven': { label: '电脑时间无法核对', cure: '请把电脑时间设为自动校准，并尽快联网上交' },
  'device-revoked': { label: '这台设备已停用', cure: '请换用本人登记的设备，或联系老师' },
  'account-mismatch': { label: '平台登录的是他人账号', cure: '请用本人账号登录培训平台' },
  'not-signed-in': { label: '未签到', cure: '请点开学迹图标签到' },
  'media-kind': { label: '该类课节不按观看时间计', cure: '' },
  'outside-hours': { label: '不在每日可学时间内', cure: '请在规定的时段学习' },
  stalled: { label: '视频未正常播放（卡顿或停住）', cure: '请检查网络，等视频流畅后继续' },
  rate: { label: '倍速播放', cure: '请用正常速度（1 倍）播放' },
  hidden: { label: '页面不在眼前（切走或最小化）', cure: '请让视频页面保持在眼前' },
  presence: { label: '在学确认未答', cure: '看到“在学确认”时请点一下“我在学习”' },
  double: { label: '同一时间已在别处计入', cure: '同一时间只计一个课节，请不要同时开多个视频' },
  elsewhere: { label: '同一时间已在其他班计入', cure: '' },
  covered: { label: '这一部分已经计过', cure: '每部分只计一次，请学习还没有学过的部分' },
  weight: { label: '该类课节按比例折算', cure: '' },
  'daily-cap': { label: '超过每日上限', cure: '今天已满，请明天再学' },
  corrected: { label: '经核实更正扣除', cure: '如有异议可以申请复核' },
} as const

export type Reason = keyof typeof reasons
export const reasonOrder = Object.keys(reasons).filter((key): key is Reason => key in reasons)

/** Whether a code is one of ours; a newer server may know more. */
export const isReason = (code: string | undefined): code is Reason => code !== undefined && Object.hasOwn(reasons, code)
