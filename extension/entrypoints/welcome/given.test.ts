import { describe, expect, it } from 'vitest'
import { fromHash, fromLink, fromManaged } from './given'

describe('what is pasted into the first field', () => {
  it('is a personal code, as it is', () => {
    expect(fromLink('KQ4N-7WXY-ACDE')).toEqual({ code: 'KQ4N-7WXY-ACDE' })
  })

  it('is the link of a slip: server and code need no typing', () => {
    expect(fromLink('https://px.example.cn:8443/join#KQ4N-7WXY-ACDE')).toEqual({
      server: 'https://px.example.cn:8443',
      code: 'KQ4N-7WXY-ACDE',
      known: { from: 'link' },
    })
  })

  it('is the whole text of a group, with words around the link', () => {
    const text = '【电工第1期】请在电脑上打开 https://px.example.cn/g/KQ4N7W，按说明安装。有问题找李老师。'
    expect(fromLink(text)).toEqual({
      by: 'name',
      server: 'https://px.example.cn',
      classCode: 'KQ4N7W',
      known: { from: 'link', withClass: true },
    })
  })

  it('may be the bare address of a server, or a broken link: then the code is still to be typed', () => {
    expect(fromLink('https://px.example.cn/install')).toMatchObject({ server: 'https://px.example.cn', code: '' })
    expect(fromLink('https://px.example.cn/join#%E0%A4%A')).toMatchObject({ code: '%E0%A4%A' })
    expect(fromLink('https://')).toEqual({ code: 'https://' })
  })
})

it("a link of the extension's own page holds server, code and class", () => {
  expect(fromHash('#server=https%3A%2F%2Fpx.example.cn&class=KQ4N7W')).toEqual({
    server: 'https://px.example.cn',
    classCode: 'KQ4N7W',
    by: 'name',
    known: { from: 'link', withClass: true },
  })
  expect(fromHash('')).toEqual({})
})

describe('what a computer was set up with', () => {
  it('leaves only what is the trainee’s own: name and last six, or the personal code', () => {
    expect(fromManaged({ server: 'https://px.example.cn', classCode: 'KQ4N7W', wrong: [] })).toEqual({
      server: 'https://px.example.cn',
      classCode: 'KQ4N7W',
      by: 'name',
      known: { from: 'managed', withClass: true },
    })
    expect(fromManaged({ server: 'https://px.example.cn', wrong: [] })).toEqual({
      server: 'https://px.example.cn',
      known: { from: 'managed' },
    })
  })

  it('without a sound server is as if nothing was set', () => {
    expect(fromManaged({ classCode: 'KQ4N7W', wrong: ['server'] })).toEqual({})
  })
})
