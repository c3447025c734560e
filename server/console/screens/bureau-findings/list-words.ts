import { pick } from '../../words/locale'
import { words } from '../hit-lists/words'
import type { ListWords } from '../outside-lists/outside-list'

/** What a bureau's screens say of lists to compare claims with. */
export const listWords = (): ListWords => ({ ...words, ...own })

const own = pick({
  'zh-CN': {
    title: '比对名单',
    lead: '把领取养老金、在校学生、财政供养、其他补贴系统已享受等名单导入，已收到和以后收到的申报都会与之比对，相同的列为疑点。系统只留身份证号的不可逆索引，备注加密，不留号码和文件。',
    matches: '申报人员命中',
    added: (people: number, matches: number) => `已导入 ${people} 人，其中 ${matches} 人次在已收到的申报里`,
    noneLead: '没有名单时，收件和审核照常进行，只是不做这项比对。',
  },
  en: {
    title: 'Lists to compare with',
    lead: 'Claims received before and after are compared with lists of other bodies; who stands in one is a finding. Only blind indexes of the numbers are kept.',
    matches: 'In claims',
    added: (people: number, matches: number) => `${people} imported, ${matches} of them in claims received`,
    noneLead: 'Claims are received and reviewed all the same.',
  },
})
