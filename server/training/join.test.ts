import { expect, it } from 'vitest'
import { openApp } from '../app.fixture'

it('a personal code that a hand-in file spent opens nothing online, and the file’s own device may still join by it', async () => {
  const { openedClass, device } = await openApp()
  const { hr, slips, begin, opened } = await openedClass()
  const code = slips[0]?.code ?? ''
  const first = begin(device())
  await hr.handIn(opened.id, first.handInFile(code))
  await expect(device().join({ code })).rejects.toThrow('join-refused')
  expect(await first.join({ code })).toMatchObject({ state: 'joined' })
})

it('another personal code opens where a hand-in file spent the first', async () => {
  const { openedClass, device } = await openApp()
  const { hr, slips, begin, opened } = await openedClass()
  const [slip] = slips
  await hr.handIn(opened.id, begin(device()).handInFile(slip?.code))
  const again: { code: string } = await (await hr.call('POST', `/api/seats/${slip?.seat}/code`, {})).json()
  expect(await device().join({ code: again.code })).toMatchObject({ state: 'joined' })
})
