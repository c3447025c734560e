import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { openClassRequest } from '../../../../shared/api'
import { defaultPolicy, policyKey } from '../../../../shared/study/policies'
import { type ClassDraft, checkClass, emptyClass, emptyCourse, requestOf } from './class-draft'

const complete: ClassDraft = {
  name: ' 第 3 期 ',
  title: '方案',
  occupation: '电工',
  level: '四级/中级工',
  from: '2026-11-16',
  until: '2026-12-31',
  policy: policyKey(defaultPolicy),
  platforms: '',
  waits: false,
  consentDate: '',
  courses: [
    { title: '电工基础 ', site: 'px.class.com.cn', hours: '16', aliases: ' 电工技术基础\n\n电工学 ' },
    { ...emptyCourse, title: '安全', site: 'any' },
  ],
}

describe('the form that opens a class', () => {
  it('asks for everything that is missing, by field', () => {
    expect(Object.keys(checkClass(emptyClass)).sort()).toEqual([
      'courses.0.title',
      'from',
      'level',
      'name',
      'occupation',
      'policy',
      'title',
      'until',
    ])
  })
  it('refuses a period that ends before it begins, and takes one of a single day', () => {
    expect(checkClass({ ...complete, until: '2026-11-15' })).toHaveProperty('until')
    expect(checkClass({ ...complete, until: complete.from })).toEqual({})
  })
  it('refuses hours that are no number and a course named twice', () => {
    const courses = [
      { ...emptyCourse, title: '电工', hours: '八' },
      { ...emptyCourse, title: ' 电工' },
    ]
    expect(Object.keys(checkClass({ ...complete, courses }))).toEqual(['courses.0.hours', 'courses.1.title'])
  })
  it('makes a request the server reads, trimmed, with what is empty left out', () => {
    const request = requestOf(complete, defaultPolicy)
    expect(v.parse(openClassRequest, request)).toEqual(request)
    expect(request.name).toBe('第 3 期')
    expect(request.plan.courses).toEqual([
      { title: '电工基础', site: 'px.class.com.cn', hours: '16', aliases: ['电工技术基础', '电工学'] },
      { title: '安全', site: 'any' },
    ])
  })

  it('fills the agreed platforms and the consent into the policy, from addresses too', () => {
    const draft = {
      ...complete,
      platforms: '示范平台  https://px.class.com.cn/learn?id=1\nstudy.example.cn',
      consentDate: '2026-11-03',
    }
    expect(checkClass(draft)).toEqual({})
    const { plan } = requestOf(draft, defaultPolicy)
    expect(plan.policy).toEqual({
      ...defaultPolicy,
      platforms: [
        { name: '示范平台', host: 'px.class.com.cn' },
        { name: 'study.example.cn', host: 'study.example.cn' },
      ],
      consent: true,
    })
    expect(plan.consentDate).toBe('2026-11-03')
    expect(requestOf({ ...complete, waits: true }, defaultPolicy).plan.policy.consent).toBe(true)
    expect(checkClass({ ...complete, platforms: '只有名称' })).toHaveProperty('platforms')
  })
})
