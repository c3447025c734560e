import { readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Managed, managedOf, watchManaged } from './managed'

const silent = { addListener: () => undefined, removeListener: () => undefined }

describe('what an administrator has set for a computer', () => {
  it('is a server and a class, as they are written down in many ways', () => {
    expect(managedOf({ server: 'https://px.example.cn/', classCode: ' KQ4N-7WXY ' })).toEqual({
      server: 'https://px.example.cn',
      classCode: 'KQ4N-7WXY',
      wrong: [],
    })
    expect(managedOf({ server: 'px.example.cn:8443' }).server).toBe('https://px.example.cn:8443')
    expect(managedOf({ server: 'http://127.0.0.1:8787' }).server).toBe('http://127.0.0.1:8787')
  })

  it('that cannot be used is named and not used; the rest holds', () => {
    expect(managedOf({ server: 'http://10.1.2.3', classCode: 'KQ4N' })).toEqual({
      classCode: 'KQ4N',
      wrong: ['server'],
    })
    for (const server of [5, 'not a server at all', 'javascript:alert(1)', {}, null])
      expect(managedOf({ server })).toEqual({ wrong: ['server'] })
    for (const classCode of [5, 'a b', '第一班', 'x'.repeat(40), []])
      expect(managedOf({ classCode })).toEqual({ wrong: ['classCode'] })
  })

  it('left empty or unknown to this version is not wrong', () => {
    expect(managedOf({ server: '', classCode: '', fromLaterVersions: true })).toEqual({ wrong: [] })
  })

  it('is nothing where no policy is set: Chromium says so by an empty answer, Firefox by refusing', async () => {
    for (const get of [async () => ({}), () => Promise.reject(new Error('Managed storage manifest not found'))]) {
      const told: Managed[] = []
      const end = watchManaged({ managed: { get }, onChanged: silent }, (managed) => told.push(managed))
      await vi.waitFor(() => expect(told).toEqual([{ wrong: [] }]))
      end()
    }
  })

  it('is told when it comes, also later than the page that asks: by an event or without one, each thing once', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    let values: Record<string, unknown> = {}
    let change: (changes: object, area: string) => void = () => undefined
    const told: (string | undefined)[] = []
    const addListener = (heard: typeof change) => {
      change = heard
    }
    const onChanged = { ...silent, addListener }
    const end = watchManaged({ managed: { get: async () => values }, onChanged }, ({ server }) => told.push(server))
    await vi.advanceTimersByTimeAsync(100)
    values = { server: 'https://a.example.cn' }
    await vi.advanceTimersByTimeAsync(10_000)
    expect(told).toEqual([undefined, 'https://a.example.cn'])
    values = { server: 'https://b.example.cn' }
    change({}, 'local')
    await vi.advanceTimersByTimeAsync(100)
    expect(told).toHaveLength(2)
    change({}, 'managed')
    await vi.advanceTimersByTimeAsync(100)
    expect(told.at(-1)).toBe('https://b.example.cn')
    end()
  })

  it('is described to Chromium by a schema with the same names', () => {
    const schema = JSON.parse(readFileSync(new URL('public/managed-schema.json', import.meta.url), 'utf8'))
    expect(schema.type).toBe('object')
    expect(Object.keys(schema.properties).sort()).toEqual(['classCode', 'server'])
    expect(schema).not.toHaveProperty('additionalProperties')
  })
})
