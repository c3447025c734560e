#!/usr/bin/env node
import { register } from 'tsx/esm/api'

register()
const commands = {
  verify: './verify.ts',
  witness: './witness.ts',
  log: './log.ts',
  backup: './backup.ts',
  restore: './restore.ts',
  password: './password.ts',
}
const [name, ...args] = process.argv.slice(2)
const command = name && Object.hasOwn(commands, name) ? commands[name] : undefined
if (command) {
  const { main } = await import(command)
  process.exitCode = await main(args)
} else {
  console.error(`用法：
  npx xueji verify 资料包.zip --key 公钥文件或指纹 [--witness 备查公钥] [--tsa 证书] [--out 报告文件]   核验资料包
  npx xueji verify 文件.json [--key 公钥文件或指纹]                                                  核对人社局签名的决定、通知、回执
  npx xueji witness --log 网址 --key 日志密钥指纹 [--every 1h]                                       备查一个单位的封存日志
  npx xueji log export|import                                                                     与备查方用文件往来
  npx xueji backup [--to 文件夹]                                                                  备份服务器
  npx xueji restore 备份文件.zip --data 空文件夹                                                   恢复服务器
  npx xueji password 账号                                                                          唯一的管理员忘了密码`)
  process.exitCode = 1
}
