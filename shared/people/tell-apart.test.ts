import { expect, it } from 'vitest'
import { publicId, tellApart } from './tell-apart'

const named = (name: string, ...ids: string[]) => ids.map((idNumber) => ({ name, idNumber }))

it('hides every digit of a date of birth, of numbers of 18 and of 15 digits', () => {
  expect(publicId('231202199001010007')).toBe('231202********0007')
  expect(publicId('231202900101007')).toBe('231202******007')
})

it('shows of another document no more than its ends', () => {
  expect(publicId('E12345678')).toBe('E1*****78')
  expect(publicId('A1')).toBe('A*')
  expect(publicId('')).toBe('')
})

it('tells two people of one name apart by the one digit that differs', () => {
  expect(tellApart(named('王晓明', '231202199001010007', '231202199001020007'))).toEqual([
    '231202*******10007',
    '231202*******20007',
  ])
})

it('takes the day before the month and the year where either would do', () => {
  const [one = ''] = tellApart(named('王晓明', '231202198102010007', '231202199303020007'))
  expect(one).toBe('231202*******10007')
})

it('shows two digits only where no single one tells all of them apart', () => {
  const shown = tellApart(named('王晓明', '231202199001010007', '231202199001020007', '231202199002010007'))
  expect(new Set(shown).size).toBe(3)
  for (const id of shown) expect(id.replaceAll('*', '')).toHaveLength(12)
})

it('widens nothing for people whose names differ, and nobody against themselves', () => {
  const people = [
    ...named('王晓明', '231202199001010007', '231202199001010007'),
    ...named('李强', '231202199001020007'),
  ]
  expect(tellApart(people)).toEqual(people.map(() => '231202********0007'))
})

it('tells somebody apart from another who stands in another list, and is the same as themselves there', () => {
  const [one, other] = [named('王晓明', '231202199001010007'), named('王晓明', '231202199001020007')]
  const standing = one.map((who) => ({ ...who, shown: publicId(who.idNumber) }))
  expect(tellApart(other, standing)).toEqual(['231202*******20007'])
  expect(tellApart(one, standing)).toEqual(['231202********0007'])
})

it('shows the digits that another list shows of those who are alike, and no other place where these tell enough', () => {
  const [a, b, c, d] = ['231202199001010007', '231202199001020007', '231202198501030007', '231202199011010007']
  const first = named('王晓明', a, b)
  const standing = first.map((who, i) => ({ ...who, shown: tellApart(first)[i] ?? '' }))
  expect(tellApart(named('王晓明', c), standing)).toEqual(['231202*******30007'])
  // As the first of them in the day: the day is shown as it is there, and the month beside it.
  const [shown = ''] = tellApart(named('王晓明', d), standing)
  expect(shown).toBe('231202****1**10007')
  expect(tellApart(named('王晓明', a), standing)).toEqual([standing[0]?.shown])
})

it('leaves the digits of people who are not alike hidden when others are told apart', () => {
  const people = [
    ...named('王晓明', '231202199001010007', '231202199001020007'),
    ...named('赵敏', '231221198505052345'),
  ]
  expect(tellApart(people)[2]).toBe('231221********2345')
})
