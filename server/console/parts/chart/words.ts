import { pick } from '../../words/locale'

export const words = pick({
  'zh-CN': { table: '查看表格' },
  en: { table: 'As a table' },
})
