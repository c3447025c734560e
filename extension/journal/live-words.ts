import { reasons } from '../../shared/study/reasons'
import type { LiveReason } from '../messages'

/** In Chinese: why something does not count while it is open, and what makes it count. */
export const liveWords: Record<LiveReason, { label: string; cure: string }> = {
  ...reasons,
  idle: { label: '一分钟没有操作', cure: '阅读文档时请滚动或移动鼠标' },
  paused: { label: '本网站已暂停记录', cure: '要记录请点开学迹图标，选“恢复记录”' },
}
