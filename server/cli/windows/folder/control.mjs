// How 启动 and 停止 find each other: a named pipe on Windows, a socket elsewhere, named after the data folder. No port is taken.
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that was unpacked. */
export const home = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Where the data is: beside the program, so that it is found and copied with it; where that cannot be written (Program Files),
 * in the user's own folder. What is there already stays where it is.
 */
export function dataFolder() {
  const beside = join(home, '数据')
  const own = join(process.env.LOCALAPPDATA ?? join(home, '..'), 'Xueji', 'data')
  if (existsSync(beside) || !existsSync(own)) {
    try {
      mkdirSync(beside, { recursive: true })
      accessSync(beside, constants.W_OK)
      return beside
    } catch {
      // Not beside, then.
    }
  }
  mkdirSync(own, { recursive: true })
  return own
}

export function pipeOf(data) {
  const name = `xueji-${createHash('sha256').update(resolve(data)).digest('hex').slice(0, 16)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

/** Says one word to the running 启动 and resolves with its answer; undefined where none runs. */
export function say(pipe, word) {
  return new Promise((resolve) => {
    const socket = connect(pipe)
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('connect', () => socket.end(`${word}\n`))
    socket.on('data', (text) => (answer += text))
    socket.on('end', () => resolve(answer.trim()))
    socket.on('error', () => resolve(undefined))
  })
}
