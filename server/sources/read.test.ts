import { describe, expect, it } from 'vitest'
import { showTime } from '../../shared/calendar/beijing'
import { type DurationUnit, readHeading } from '../../shared/sources/fields'
import { readLength } from './length'
import { readMoment } from './moment'

describe('a length', () => {
  it.each<[string | number | Date, DurationUnit | undefined, number]>([
    ['1小时23分45秒', undefined, 5025],
    ['1 小时 5 分', undefined, 3900],
    ['83分12秒', undefined, 4992],
    ['90分钟', undefined, 5400],
    ['1.5小时', undefined, 5400],
    ['约45min', undefined, 2700],
    ['1h 20m 30s', undefined, 4830],
    ['2学时', undefined, 5400],
    ['01:23:45', undefined, 5025],
    ['25:00:00', undefined, 90_000],
    ['1:30', 'h:mm', 5400],
    ['1:30', 'm:ss', 90],
    ['９０', 'minutes', 5400],
    [2.5, 'class-hours', 6750],
    [3600, 'seconds', 3600],
    [new Date('1899-12-31T01:30:00Z'), undefined, 5400],
    ['--', undefined, 0],
    ['0', undefined, 0],
  ])('%s (%s) is %i seconds', (value, unit, seconds) => {
    expect(readLength(value, unit, 45)).toEqual({ seconds })
  })
  it.each(['90', '1:30', '1.5'])('%s says nothing without a unit', (value) => {
    expect(readLength(value, undefined, 45)).toEqual({ unit: 'needed' })
  })
  it.each(['很久', '1:75:00', '-5分钟', '3000小时'])('%s is none', (value) => {
    expect(readLength(value, undefined, 45)).toHaveProperty('problem')
  })
})

describe('a moment', () => {
  it.each<[string | Date, string]>([
    ['2026-11-20 09:30:15', '2026-11-20 09:30'],
    ['2026/11/20 9:30', '2026-11-20 09:30'],
    ['2026年11月20日 下午3:05', '2026-11-20 15:05'],
    ['2026.11.20 12:10 AM', '2026-11-20 00:10'],
    ['2026-11-20T01:30:00Z', '2026-11-20 09:30'],
    ['2026-11-20 星期五 09:30', '2026-11-20 09:30'],
    ['\t2026-11-20 09:30', '2026-11-20 09:30'],
    [new Date('2026-11-20T09:30:15.999Z'), '2026-11-20 09:30'],
  ])('%s is %s in Beijing', (value, shown) => {
    const read = readMoment(value)
    expect(read && 'at' in read ? showTime(read.at) : read).toBe(shown)
  })
  it('is a day or a time of day where it says no more', () => {
    expect(readMoment('2026年11月20日')).toEqual({ day: '2026-11-20' })
    expect(readMoment('14:05')).toEqual({ time: 50_700_000 })
    expect(readMoment('-')).toBeUndefined()
    for (const none of ['上周五', '2026-02-30 09:00', '25:00', '11-20 09:30'])
      expect(readMoment(none), none).toHaveProperty('problem')
  })
})

describe('a heading', () => {
  it.each([
    ['学习时长（分钟）', { field: 'duration', unit: 'minutes' }],
    ['累计参会时长(时分秒)', { field: 'duration' }],
    ['观看时长/秒', { field: 'duration', unit: 'seconds' }],
    ['已获学时', { field: 'duration', unit: 'class-hours' }],
    ['用户昵称（入会昵称）', { field: 'name' }],
    ['最后退会时间', { field: 'end' }],
    ['设备', {}],
  ])('%s', (heading, read) => {
    expect(readHeading(heading)).toEqual(read)
  })
})
