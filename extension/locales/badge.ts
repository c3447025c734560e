import { reasons } from '../../shared/study/reasons'
import type { Badge } from '../messages'

/** Titles of the toolbar button: the state in one word, and what to do about it. */
const why = {
  storage: '浏览器的存储打不开，请重启浏览器；若仍不行，请联系老师',
  'not-joined': '还没有加入培训班，请点开加入',
  'choose-class': '有几个班都有这门课，请点开选择',
  'key-lost': '本机密钥失效，请向老师要新的加入码',
  'not-received': '学习记录一天多没有上交成功，请点开查看',
} as const

export function badgeTitle(badge: Badge): string {
  switch (badge.state) {
    case 'recording':
      return '学迹：记录中'
    case 'not-counting': {
      const { label, cure } = reasons[badge.reason]
      return `学迹：未计入（${label}）${cure ? `。${cure}` : ''}`
    }
    case 'signed-out':
      return '学迹：未签到。点开签到后才开始记录'
    case 'signed-in':
      return '学迹：已签到，现在没有播放课程'
    case 'attention':
      return `学迹：待处理。${why[badge.why]}`
  }
}

export const attentionText = (badge: Badge & { state: 'attention' }): string => why[badge.why]
