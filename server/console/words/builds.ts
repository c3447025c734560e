import { pick } from './locale'

/** Packages as they are built. */
export const buildWords = pick({
  'zh-CN': {
    step: '正在生成：',
    leave: (time: string) => `${time} 开始。可以离开本页，回来接着看`,
    kept: '文件在服务器上保留一小时，请及时下载保存；生成记录一直保留。',
    done: '申报资料包已生成',
  },
  en: {
    step: 'Building: ',
    leave: (time: string) => `Begun at ${time}. You may leave and come back`,
    kept: 'The file stays on the server for an hour: save it. The record of it stays for ever.',
    done: 'Package built',
  },
})
