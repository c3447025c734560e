import type { GroupNotice, PhoneDesk, QuestionRow } from '../../../shared/api/reach'
import { PHONE_CONSENT_VERSION } from '../../../shared/reach/phone-consent'
import { at, hex } from './instants'

export const notice: GroupNotice = {
  organisation: '绥化市北林区宏远机电有限公司',
  kind: 'enterprise',
  className: '2026 年第 3 期 电工（中级）',
  period: { from: '2026-11-01', to: '2026-12-31' },
  courses: [
    { title: '电工基础', site: 'px.class.com.cn' },
    { title: '安全生产与职业道德', site: 'px.class.com.cn' },
  ],
  code: 'H7KQ4M',
  link: 'https://xueji.example.cn/g/H7KQ4M',
  reachable: true,
}

const asked = {
  id: hex(3, 32),
  courseTitle: '电工基础',
  text: '第三章的作业在平台上交不上去，提示“已截止”，可以补交吗？',
  at: at(10, 12),
  answers: [],
}
const answered = {
  id: hex(4, 32),
  courseTitle: '',
  text: '下周六出差，周日补学可以吗？',
  at: at(8, 40),
  answers: [{ text: '可以，培训期内哪天学都行，每天最多计 4 学时。', by: '王老师', at: at(9, 5) }],
}

const person = {
  seat: 'seat-3',
  number: '003',
  name: '李强',
  class: 'class-1',
  className: '2026 年第 3 期 电工（中级）',
}
export const questions: QuestionRow[] = [
  { ...asked, ...person, shown: false },
  { ...answered, ...person, shown: true },
]

const courses = [
  { key: 'c-1', title: '电工基础' },
  { key: 'c-2', title: '安全生产与职业道德' },
]
/** Somebody who has agreed and signed in; `first`: somebody who was never here. */
export const phoneDesk: PhoneDesk = {
  open: true,
  signedInAt: at(13, 2),
  today: [{ in: at(8, 31), out: at(11, 40) }, { in: at(13, 2) }],
  courses,
  questions: [asked, answered],
}
export const firstDesk: PhoneDesk = { open: true, consent: PHONE_CONSENT_VERSION, today: [], courses, questions: [] }
