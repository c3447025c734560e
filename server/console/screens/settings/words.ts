import { pick } from '../../words/locale'

export const words = pick({
  'zh-CN': { title: '设置', navigation: '设置' },
  en: { title: 'Settings', navigation: 'Settings' },
})
