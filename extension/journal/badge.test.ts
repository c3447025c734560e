import { beforeAll, expect, it } from 'vitest'
import { joinByCode, openDevice, openSchool, type School } from '../test/seat'
import { badgeNow } from './badge'

let school: School
beforeAll(async () => {
  school = await openSchool(1)
  return () => school.close()
})

it('a site that the browser keeps closed is 待处理 for whoever studies there, and for nobody else', async () => {
  const device = await openDevice()
  const { recorder, people } = device.desk
  await joinByCode(device, school, 0)
  const closed = (host: string, own = false) => badgeNow(recorder, [{ host, own }])
  expect(await badgeNow(recorder, [])).toEqual({ state: 'signed-in' })
  expect(await closed('px.class.com.cn')).toEqual({ state: 'attention', why: 'not-allowed' })
  expect(await closed('skills.kjcxchina.com')).toEqual({ state: 'signed-in' })
  expect(await closed('study.example.cn', true)).toEqual({ state: 'attention', why: 'not-allowed' })
  await people.signOut('popup')
  expect(await closed('px.class.com.cn')).toEqual({ state: 'signed-out' })
})
