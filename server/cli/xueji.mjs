#!/usr/bin/env node
import { register } from 'tsx/esm/api'

register()
const commands = { verify: './verify.ts' }
const [name, ...args] = process.argv.slice(2)
const command = name && Object.hasOwn(commands, name) ? commands[name] : undefined
if (command) {
  const { main } = await import(command)
  process.exitCode = await main(args)
} else {
  console.error('用法：npx xueji verify 资料包.zip --key 公钥文件或指纹 [--out 报告文件]')
  process.exitCode = 1
}
