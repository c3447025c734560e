import { describe, expect, it } from 'vitest'
import { readCreditCode } from './credit-code'
import { type IdProblem, readIdNumber } from './id-number'
import { maskId } from './mask'

/** GB 11643's own example. */
const example = '11010519491231002X'
const problemOf = (raw: string) => {
  const reading = readIdNumber(raw)
  return 'problem' in reading ? reading.problem : undefined
}

describe('an ID number', () => {
  it('is read with its date of birth', () => {
    expect(readIdNumber(example)).toEqual({ id: example, born: '1949-12-31', warnings: [] })
  })

  it.each([
    ' 110105 19491231 002x ',
    '１１０１０５１９４９１２３１００２Ｘ',
    "'11010519491231002X",
    '\u200b11010519491231002x\ufeff',
    '110105\u00a019491231\u3000002X\r\n',
  ])('is the same however it is written: %j', (raw) => expect(readIdNumber(raw)).toMatchObject({ id: example }))

  it('of the old Suihua prefecture passes without a warning', () => {
    for (const head of ['232301', '232302', '232303', '232304', '232324', '232332']) {
      const good = [...'10X98765432']
        .map((digit) => readIdNumber(`${head}19750606123${digit}`))
        .filter((reading) => 'id' in reading)
      expect(good).toEqual([expect.objectContaining({ warnings: [] })])
    }
  })

  it('of an unknown province is only a warning', () => {
    const good = [...'10X98765432']
      .map((digit) => readIdNumber(`19230119750606123${digit}`))
      .filter((reading) => 'id' in reading)
    expect(good).toEqual([expect.objectContaining({ warnings: [expect.stringContaining('19')] })])
  })

  it.each<[string, IdProblem]>([
    ['', 'empty'],
    ['  \u3000', 'empty'],
    ['1.10105E+17', 'excel-number'],
    ['1.1e17', 'excel-number'],
    ['2E+17', 'excel-number'],
    ['110105194912310020.0', 'excel-number'],
    ['110105194912310000', 'excel-tail'],
    ['110105491231002', 'old-number'],
    ['1101051949123100', 'length'],
    ['11010519491231002XX', 'length'],
    ['11010519491231X02X', 'sign'],
    ['01010519491231002X', 'sign'],
    ['1101051949123100二X', 'sign'],
    ['110105194902300021', 'date'],
    ['110105194913310021', 'date'],
    ['110105189912310021', 'date'],
    ['110105194912310021', 'check-digit'],
    ['110105194912310029', 'check-digit'],
  ])('%j is refused: %s', (raw, problem) => {
    expect(problemOf(raw)).toBe(problem)
    expect(readIdNumber(raw)).toMatchObject({ message: expect.stringMatching(/身份证|15 位/) })
  })

  it('with any one digit changed, or two neighbours exchanged, is refused', () => {
    for (let i = 0; i < 17; i++) {
      for (const digit of '0123456789') {
        if (digit !== example[i])
          expect(problemOf(example.slice(0, i) + digit + example.slice(i + 1)), `${i} ${digit}`).toBeDefined()
      }
      const [a = '', b = ''] = [example[i], example[i + 1]]
      if (a !== b) expect(problemOf(example.slice(0, i) + b + a + example.slice(i + 2))).toBeDefined()
    }
  })

  it('that truly ends in 000 passes with a warning', () => {
    const found = Array.from({ length: 400 }, (_, n) => {
      const day = new Date(Date.UTC(1980, 0, 1 + n)).toISOString().slice(0, 10).replaceAll('-', '')
      return readIdNumber(`110105${day}1000`)
    }).filter((reading) => 'id' in reading)
    expect(found.length).toBeGreaterThan(0)
    for (const reading of found) expect(reading).toMatchObject({ warnings: [expect.stringContaining('000')] })
  })
})

describe('a credit code', () => {
  it.each(['91110000600037341L', '91310000775785552L', ' 9111 0000 6000 37341l '])('%s passes', (raw) => {
    expect(readCreditCode(raw)).toEqual({ code: raw.replaceAll(' ', '').toUpperCase() })
  })

  it('whose remainder is 0 passes: its last sign is 0', () => {
    const zero = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
      .map((sign) => readCreditCode(`9123120000000000${sign}0`))
      .filter((reading) => !reading.warning)
    expect(zero).toHaveLength(1)
  })

  it('that looks wrong is a warning, never refused', () => {
    expect(readCreditCode('91350211M0000XUF46').warning).toContain('校验码')
    expect(readCreditCode('9111000060003734').warning).toContain('18')
    expect(readCreditCode('9111000060003734IL').warning).toContain('I')
    expect(readCreditCode('91110000600037342L').warning).toContain('校验码')
  })
})

it('a masked ID number shows region and last four', () => {
  expect(maskId('231202199001011234')).toBe('231202********1234')
  expect(maskId('11010519491231002X')).toBe('110105********002X')
  expect(maskId('231202900101123')).toBe('231202*****1123')
  expect(maskId('G12345678')).toBe('*****5678')
  expect(maskId('1234')).toBe('****')
  expect(maskId('')).toBe('')
})
