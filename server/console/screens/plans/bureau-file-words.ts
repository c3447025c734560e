import { pick } from '../../words/locale'

/** Of a file that the bureau signed, wherever it is taken in. */
export const words = pick({
  'zh-CN': {
    importHint: '把人社局发来的 .json 文件拖到这里，或选择文件',
    unknownKey: (bureau: string) =>
      `“${bureau}”的签名密钥第一次出现。请打电话或到人社局网站核对下面的指纹，一致再认可。`,
    acceptKey: '指纹一致，认可并导入',
    taken: '已导入',
    earlier: '这份文件针对此前的版本，已留存，不改变现在的申请',
    known: '这份文件已经导入过，没有变化',
  },
  en: {
    importHint: 'Drop the .json file of the bureau here, or choose it',
    unknownKey: (bureau: string) =>
      `The key of ${bureau} is new here. Compare this fingerprint with what the bureau publishes.`,
    acceptKey: 'It is the same: accept and import',
    taken: 'Imported',
    earlier: 'It is about an earlier version: kept, without effect',
    known: 'Taken before; nothing changed',
  },
})
