import { pick } from '../../words/locale'

/** 待核对: who joined by name, or whose file has no code. */
export const pendingWords = pick({
  'zh-CN': {
    pendingLead:
      '这些人用班级码加姓名加入，或上交文件里没有可用的加入码。请核对是不是本人：接受后，从加入时起的学习记录归到这个人名下。',
    pendingEmpty: '没有待核对的加入',
    pendingEmptyLead: '学员用班级码和姓名加入时，会在这里等您核对。用个人加入码加入的不需要核对。',
    choose: '请选定人员',
    findPending: '查找姓名、编号、设备',
    allPending: '全部',
    named: '写明了姓名的',
    unnamedOnly: '没有写明是谁的',
    acceptChosen: (count: number) => `接受写明姓名的 ${count} 人`,
    acceptedCount: (count: number) => `已接受 ${count} 人的加入`,
    search: (device: string) => `查找设备 ${device} 的学员`,
    narrow: '姓名或编号',
    chooseFor: (device: string) => `设备 ${device} 的记录属于谁`,
    chooseFirst: '请先选定这份记录属于名册上的哪一位',
    accept: '接受',
    refuse: '不接受',
    acceptedSay: (name: string) => `已接受 ${name} 的加入`,
    refusedSay: '已标为不接受',
    refuseTitle: '不接受这次加入？',
    refuseLead: (name: string, device: string) =>
      `设备 ${device} 以“${name}”的名义加入。不接受后，这台设备的学习记录会保留，但不计入任何人；该人员可以用个人加入码重新加入。`,
    unnamed: '未写姓名',
  },
  en: {
    pendingLead:
      'They joined by name, or handed in without a code. Check that it is them; then what they studied counts for that person.',
    pendingEmpty: 'Nobody to check',
    pendingEmptyLead: 'Who joins by class code and name waits here.',
    choose: 'Choose a person',
    findPending: 'Find name, number, device',
    allPending: 'All',
    named: 'Who gave a name',
    unnamedOnly: 'Who gave none',
    acceptChosen: (count: number) => `Accept ${count} who gave a name`,
    acceptedCount: (count: number) => `Accepted ${count}`,
    search: (device: string) => `Find the person of device ${device}`,
    narrow: 'Name or number',
    chooseFor: (device: string) => `Whose records are those of device ${device}`,
    chooseFirst: 'Choose the person first',
    accept: 'Accept',
    refuse: 'Refuse',
    acceptedSay: (name: string) => `Accepted ${name}`,
    refusedSay: 'Refused',
    refuseTitle: 'Refuse this join?',
    refuseLead: (name: string, device: string) =>
      `Device ${device} joined as ${name}. Its records are kept but count for nobody; the person may join again by code.`,
    unnamed: 'no name',
  },
})
