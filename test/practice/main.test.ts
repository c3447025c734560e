import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { startPractice } from './main'

async function ask(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  socket.end(request)
  let answer = ''
  socket.on('data', (part) => {
    answer += part
  })
  await once(socket, 'close')
  return answer
}

test('the Host header chooses the site, and a proxy request with the whole address reaches it as well', async () => {
  const practice = await startPractice({ port: 0 })
  const tail = 'Host: px.class.com.cn\r\nConnection: close\r\n\r\n'
  const title = '<title>我的班级 - 中国职业培训在线</title>'
  expect(await ask(practice.port, `GET /study/myclass/index HTTP/1.1\r\n${tail}`)).toContain(title)
  expect(await ask(practice.port, `GET http://px.class.com.cn/study/myclass/index HTTP/1.1\r\n${tail}`)).toContain(
    title,
  )
  await practice.close()
})

test('a taken port is an error, not a hang', async () => {
  const practice = await startPractice({ port: 0 })
  await expect(startPractice({ port: practice.port })).rejects.toThrow('EADDRINUSE')
  await practice.close()
})
