import { pick } from '../../words/locale'

/** What a 单位 sent last by address. */
export const deliveryWords = pick({
  'zh-CN': {
    delivered: '最近网络报送',
    deliveries: {
      sending: '没有传完',
      checking: '正在核验',
      taken: '已收下',
      refused: '没有收下',
      failed: '服务器出错',
    },
  },
  en: {
    delivered: 'Last sent by address',
    deliveries: {
      sending: 'not whole yet',
      checking: 'being verified',
      taken: 'taken',
      refused: 'refused',
      failed: 'server failed',
    },
  },
})
