import { defaultPolicy } from '../../shared/study/policies'
import type { Policy } from '../../shared/study/policy'
import { Hr, inventedId } from '../support/hr'
import { paper } from './clerk'
import { openWorld, type World } from './world'

/** Three people, each of whom completes in a way of their own. */
export const [王晓明, 李慧, 张建国] = [
  { name: '王晓明', id: inventedId(1) },
  { name: '李慧', id: inventedId(2) },
  { name: '张建国', id: inventedId(3) },
] as const

/** A class hour is a minute, and 0.20 of them complete: what a test can wait for. 乙 may be half of it; nobody is asked whether they are there. */
const policy: Policy = {
  ...defaultPolicy,
  ...{ title: '绥化市线上职业技能培训（演示）', minutesPerHour: 1, presence: undefined, consent: true },
  ...{ completion: { hours: '0.2' }, passMark: '60', sources: { 乙: 500, 丙: 0 } },
}
const planned = [{ site: 'px.class.com.cn', title: '电工安全基础', hours: '0.3' }]

export const PASSWORD = 'correct horse battery'
/** Who works at the school beside its administrator. */
export const members = {
  clerk: { login: 'sunli', name: '孙丽' },
  manager: { login: 'zhouqiang', name: '周强' },
} as const

/** A school whose own papers are in order, with a clerk and a manager, and a class that has just begun. */
export async function openSchool(): Promise<World> {
  const world = await openWorld([王晓明, 李慧, 张建国], policy, planned)
  const send = async <T>(method: string, path: string, body: object, as = world.hr): Promise<T> => {
    const response = await as.call(method, path, body)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  await send('POST', '/api/organisation', {
    ...{ name: '绥化市示范职业培训学校', creditCode: '91110000600037341L', address: '绥化市北林区示范路 1 号' },
    ...{ legalRepresentative: '周校长', contact: '孙丽', phone: '0455-8000000', about: '', business: '' },
    ...{ bureau: '绥化市人力资源和社会保障局', deadlines: {} },
  })
  const { hash } = await send<{ hash: string }>('POST', '/api/evidence', new Uint8Array(paper.buffer))
  const account = { holder: '绥化市示范职业培训学校', bank: '示范银行绥化支行', number: '6222000011112222' }
  await send('POST', '/api/organisation/account', { ...account, proof: hash })
  for (const [role, member] of [
    ['hr', members.clerk],
    ['manager', members.manager],
  ] as const) {
    const { link } = await send<{ link: string }>('POST', '/api/members', { role })
    const token = new URL(link).hash.slice(1)
    const whoever = new Hr(world.server.url)
    await send('POST', '/api/invitation/accept', { ...member, token, password: PASSWORD }, whoever)
  }
  return world
}
