import { expect, it } from 'vitest'
import { nextDay } from './days'
import { readNotice } from './read-notice'
import { builtInYears } from './years'

const days = (holidays: readonly { from: string; to: string }[]) => {
  const all: string[] = []
  for (const { from, to } of holidays) for (let day = from; day <= to; day = nextDay(day)) all.push(day)
  return all.sort()
}

/** 国办发明电〔2024〕12号, as newspapers printed it. */
const notice2025 = `国务院办公厅关于2025年部分节假日安排的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2024年11月12日`

it('reads a notice pasted whole into the very days that are built in', () => {
  const read = readNotice(2025, notice2025)
  const known = builtInYears.find(({ year }) => year === 2025)
  if (typeof read === 'string' || !known) throw new Error('not read')
  expect(days(read.holidays)).toEqual(days(known.holidays))
  expect(read.workdays).toEqual(known.workdays)
  expect(read.holidays.map(({ name }) => name)).toEqual([
    '元旦',
    '春节',
    '清明节',
    '劳动节',
    '端午节',
    '国庆节、中秋节',
  ])
})

it('reads a first holiday that begins in the year before', () => {
  expect(readNotice(2027, '元旦：12月31日至1月2日放假，共3天。1月3日上班')).toEqual({
    holidays: [{ name: '元旦', from: '2026-12-31', to: '2027-01-02' }],
    workdays: ['2027-01-03'],
  })
  expect(readNotice(2023, '元旦：2022年12月31日至2023年1月2日放假调休，共3天。')).toMatchObject({
    holidays: [{ from: '2022-12-31', to: '2023-01-02' }],
  })
})

it('reads lines of one’s own, without full stops and with single days', () => {
  expect(readNotice(2027, '10月1日至10月7日放假\n9月26日、10月9日上班\n6月9日放假')).toEqual({
    holidays: [
      { name: '放假', from: '2027-10-01', to: '2027-10-07' },
      { name: '放假', from: '2027-06-09', to: '2027-06-09' },
    ],
    workdays: ['2027-09-26', '2027-10-09'],
  })
})

it('says when it finds nothing, or a holiday that ends before it begins', () => {
  expect(readNotice(2027, '另行通知')).toBe('nothing')
  expect(readNotice(2027, '10月7日至1日放假')).toBe('backwards')
})
