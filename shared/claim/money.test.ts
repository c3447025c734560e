import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capitals, readCapitals } from './capitals'
import { MAX_FEN, plainYuan, readYuan, showYuan } from './money'
import { decimalText, exact, minus, over, percent, plus, rounded, thousandths, times, whole } from './ratio'

const anyFen = fc.integer({ min: 0, max: MAX_FEN })
/** As likely small as large, and full of zeros: each digit is 0 half of the time. */
const zeros = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 14 })
  .map((digits) => Number(digits.join('')))

describe('exact numbers', () => {
  it('add what floats cannot', () => {
    expect(decimalText(plus(exact('0.1'), exact('0.2')))).toBe('0.3')
    expect(decimalText(minus(exact('0.3'), exact('0.45')))).toBe('-0.15')
    expect(times(over(whole(1), whole(3)), whole(3))).toEqual(whole(1))
  })

  it('are rounded as the table says, to its unit', () => {
    const half = times(whole(25), exact('0.5')) // 12.5
    expect([rounded(half, 'half-up'), rounded(half, 'down'), rounded(half, 'up')]).toEqual([13n, 12n, 13n])
    expect(rounded(exact('12.49'), 'half-up')).toBe(12n)
    expect(rounded(exact('12.01'), 'up')).toBe(13n)
    expect(rounded(whole(1250), 'half-up', 100n)).toBe(1300n)
    expect(rounded(whole(1249), 'half-up', 100n)).toBe(1200n)
  })

  it('are shown as decimals and percentages', () => {
    expect(['40', '40.50', '0.000125', '1200'].map((text) => decimalText(exact(text)))).toEqual([
      ...['40', '40.5', '0.000125', '1200'],
    ])
    expect([percent(950), percent(1300), percent(5), decimalText(thousandths(125))]).toEqual([
      ...['95%', '130%', '0.5%', '0.125'],
    ])
  })

  it('are not made of anything else', () => {
    for (const text of ['', '1.', '.5', '1e3', '１', '1,000', 'NaN']) expect(() => exact(text)).toThrow(RangeError)
    expect(() => over(whole(1), whole(0))).toThrow(RangeError)
  })
})

describe('money', () => {
  it('is shown with two decimals and thousands', () => {
    expect([0, 5, 123_450, 123_456_789, -20_000].map(plainYuan)).toEqual([
      ...['0.00', '0.05', '1,234.50', '1,234,567.89', '-200.00'],
    ])
    expect(showYuan(123_450)).toBe('1,234.50 元')
  })

  it('is read back from what was shown, and as people type it', () => {
    fc.assert(fc.property(anyFen, (amount) => readYuan(showYuan(amount)) === amount))
    for (const text of ['1234.5', '1,234.50', '￥1234.50', ' １２３４.５ 元']) expect(readYuan(text)).toBe(123_450)
    for (const text of ['', '元', '-1', '1.234', '12,34', '一千', '1e3', '9999999999999'])
      expect(readYuan(text), text).toBeUndefined()
  })
})

describe('Chinese capitals', () => {
  it.each([
    ['0', '零元整'],
    ['0.05', '伍分'],
    ['0.50', '伍角整'],
    ['0.55', '伍角伍分'],
    ['1', '壹元整'],
    ['10', '壹拾元整'],
    ['15.02', '壹拾伍元零贰分'],
    ['100', '壹佰元整'],
    ['101', '壹佰零壹元整'],
    ['110', '壹佰壹拾元整'],
    ['1001', '壹仟零壹元整'],
    ['1010', '壹仟零壹拾元整'],
    ['1100', '壹仟壹佰元整'],
    ['1234.50', '壹仟贰佰叁拾肆元伍角整'],
    ['10000', '壹万元整'],
    ['10001', '壹万零壹元整'],
    ['10100', '壹万零壹佰元整'],
    ['100000', '壹拾万元整'],
    ['100500', '壹拾万零伍佰元整'],
    ['240968', '贰拾肆万零玖佰陆拾捌元整'],
    ['10000000', '壹仟万元整'],
    ['10001000', '壹仟万壹仟元整'],
    ['10010010', '壹仟零壹万零壹拾元整'],
    ['100000000', '壹亿元整'],
    ['100000001', '壹亿零壹元整'],
    ['100005000', '壹亿零伍仟元整'],
    ['100010000', '壹亿零壹万元整'],
    ['107000000', '壹亿零柒佰万元整'],
    ['1000000000', '壹拾亿元整'],
    ['999999999999.99', '玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
  ])('of %s', (yuan, text) => {
    const amount = readYuan(yuan) ?? Number.NaN
    expect(capitals(amount)).toBe(text)
    expect(readCapitals(text)).toBe(amount)
  })

  /** The examples of the People's Bank's rules (支付结算办法, annex 1, 五), each with both spellings where there are two. */
  it.each([
    ['1409.50', ['壹仟肆佰零玖元伍角']],
    ['6007.14', ['陆仟零柒元壹角肆分']],
    ['1680.32', ['壹仟陆佰捌拾元零叁角贰分', '壹仟陆佰捌拾元叁角贰分']],
    ['107000.53', ['壹拾万柒仟元零伍角叁分', '壹拾万零柒仟元伍角叁分']],
    ['16409.02', ['壹万陆仟肆佰零玖元零贰分']],
    ['325.04', ['叁佰贰拾伍元零肆分']],
  ])('of %s are read in every spelling that the rules give', (yuan, texts) => {
    for (const text of texts) expect(readCapitals(`人民币${text}`)).toBe(readYuan(yuan))
  })

  it('are read with 正, 圆 and the old signs', () => {
    expect(readCapitals('人民币 貳萬陸仟圓正')).toBe(2_600_000)
  })

  it.each([
    ...['', '元整', '壹', '壹元', '壹仟贰元整', '壹仟零零贰元整', '壹万仟元整', '拾元整', '壹元伍分', '壹元零伍角零'],
    ...['贰拾肆万玖佰陆拾捌元整', '壹元伍分整', '一元整', '壹佰壹仟元整', '壹元壹元整', '零壹元整', '壹万亿元整'],
  ])('that are spelled wrong are not guessed at: %j', (text) => {
    expect(readCapitals(text)).toBeUndefined()
  })

  it('come back as the same amount, each of the first 200,000 and any up to 9999亿', () => {
    for (let amount = 0; amount < 200_000; amount++)
      if (readCapitals(capitals(amount)) !== amount) expect(capitals(amount)).toBe(amount)
    fc.assert(
      fc.property(fc.oneof(anyFen, zeros), (amount) => readCapitals(capitals(amount)) === amount),
      { numRuns: 20_000 },
    )
  })

  it('never write two 零 together, nor one first, or before a unit; 整 stands exactly where there is no 分', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyFen, zeros).filter((amount) => amount > 0),
        (amount) => {
          const text = capitals(amount)
          expect(text).not.toMatch(/^零|零零|零[拾佰仟万亿元角分整]/)
          expect(text.endsWith('整')).toBe(amount % 10 === 0)
        },
      ),
      { numRuns: 5_000 },
    )
  })

  it('tell any two amounts apart', () => {
    fc.assert(fc.property(zeros, zeros, (a, b) => (a === b) === (capitals(a) === capitals(b))))
  })

  it('do not exist below 0, between two 分, or from 1万亿 on', () => {
    for (const amount of [-1, 0.5, MAX_FEN + 1, Number.NaN]) expect(() => capitals(amount)).toThrow(RangeError)
  })
})
