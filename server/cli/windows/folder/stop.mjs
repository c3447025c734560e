// 停止学迹: asks the running server to finish what is under way and to close.
import { dataFolder, pipeOf, say } from './control.mjs'

const answer = await say(pipeOf(dataFolder()), 'stop')
console.log(answer === 'stopped' ? '学迹已停止。' : '学迹没有在运行。')
