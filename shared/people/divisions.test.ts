import { expect, it } from 'vitest'
import { countyOf } from './divisions'

it('reads the county from the place a credit code was registered at', () => {
  expect(countyOf('91231202MA18ABCD1X')).toBe('北林区')
  expect(countyOf('91110000600037341L')).toBe('其他地区')
  expect(countyOf('')).toBe('未注明')
})
