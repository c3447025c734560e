import { pick } from '../../words/locale'

/** 登记单位密钥: reading a key file, comparing it, and whose it is. */
export const enrolWords = pick({
  'zh-CN': {
    enrol: '登记单位密钥',
    enrolLead:
      '请单位发来“单位密钥文件”或“密钥更换文件”。文件里的内容只有核对过指纹才可信：请当面或打公开电话，与单位屏幕上显示的指纹逐位核对。',
    drop: '把密钥文件（.json）拖到这里，或选择文件',
    compare: '与单位核对这个指纹',
    compared: '怎样核对的',
    comparedHelp: '与谁、当面还是电话',
    confirm: '指纹一致，登记',
    known: (name: string) => `${name}的这把密钥已经登记过。`,
    sameFirm: {
      code: (name: string) =>
        `单位名录里的${name}是同一个统一社会信用代码，密钥来自另一台服务器（如服务器重装）：登记后仍是一个单位，以前收的都归它。`,
      name: (name: string) =>
        `单位名录里已有同名的${name}，两边至少一边没有统一社会信用代码。确是同一单位的才登记；不是的，请各自填好信用代码再导出密钥文件。`,
    },
    manualSame: (name: string) => `手工申报里已有“${name}”，没有填统一社会信用代码`,
    manualJoin: '是同一单位：合为一个，以前的申报都归它',
    manualApart: '不是同一单位：另外登记',
    manualWhy: '根据什么认定是同一单位',
    held: (name: string) =>
      `${name}另有在用的密钥。正常更换请用“密钥更换文件”；旧密钥丢失的，凭单位盖章的说明登记，旧密钥从丢失之日起停用。`,
    letterFrom: '旧密钥从哪天起停用',
    letterReason: '丢失情况',
    letter: '盖章说明的扫描件',
    enrolled: (name: string) => `已登记${name}的密钥`,
    rotated: (name: string) => `${name}已更换密钥：旧密钥签名属实，新密钥接替，无需再核对`,
    made: '密钥启用时间',
  },
  en: {
    enrol: 'Enrol a key',
    enrolLead:
      'Take the key file or the hand-over file of an organisation. It is worth something only once its fingerprint was compared, in person or by a published telephone number.',
    drop: 'Drop the key file (.json) here, or choose it',
    compare: 'Compare this fingerprint with the organisation',
    compared: 'How it was compared',
    comparedHelp: 'With whom, in person or by telephone',
    confirm: 'It is the same: enrol',
    known: (name: string) => `This key of ${name} is enrolled already.`,
    sameFirm: {
      code: (name: string) =>
        `${name} in the register has the same credit code, and another server: it stays one organisation, with all that came of it.`,
      name: (name: string) =>
        `${name} in the register has the same name, and one of the two has no credit code. Enrol it only if they are the same; otherwise both need their codes.`,
    },
    manualSame: (name: string) => `“${name}” is here already from a claim by hand, without a credit code`,
    manualJoin: 'The same: make them one, with all its claims',
    manualApart: 'Not the same: enrol it beside that one',
    manualWhy: 'Why it is the same',
    held: (name: string) =>
      `${name} has another key in force. Use the hand-over file; a lost key needs a sealed letter and ends on the day it says.`,
    letterFrom: 'The old key ends on',
    letterReason: 'How it was lost',
    letter: 'Scan of the letter',
    enrolled: (name: string) => `The key of ${name} is enrolled`,
    rotated: (name: string) => `${name} handed over to a new key, by its old one's signature`,
    made: 'Key made',
  },
})
