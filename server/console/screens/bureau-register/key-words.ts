import { pick } from '../../words/locale'

/** What a key signed after its end, and whose a new key is. */
export const keyWords = pick({
  'zh-CN': {
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
    signedSince: (claims: number, filings: number) =>
      `这把密钥停用后签名、本局已收的有：补贴申请 ${claims} 份，备案和开班申请 ${filings} 份。每份申请已记为要重点核实的疑点。`,
    signedUnpaid: '已审核同意、还没有拨付的不会自动撤销：请逐份申请重新审核，或先从公示、拨付里撤下。',
    signedNothing: '停用日期之后没有收过用这把密钥签名的补贴申请和材料。',
  },
  en: {
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
    signedSince: (claims: number, filings: number) =>
      `Signed with this key after it ended, and here: ${claims} claims, ${filings} filings. Each claim has a serious finding now.`,
    signedUnpaid:
      'What was agreed to and not paid is not undone by itself: ask for another review, or take it off the notice or table first.',
    signedNothing: 'Nothing that was signed with this key after that day is here.',
  },
})
