import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { readPe } from './pe'

/** Windows takes 260 characters for a whole path; the rest is for where people unpack it. */
const LONGEST = 180
/** Names that Windows cannot hold. */
const badName = /[<>:"|?*]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
/** Programs and native modules. */
const binary = /\.(exe|dll|node)$/

/** What is wrong with a folder that is to run on 64-bit Windows: nothing of another platform, nothing that it cannot unpack. */
export function problemsOf(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  const has = (part: RegExp) => files.some((file) => part.test(file.replaceAll('\\', '/')))
  return [
    ...files.filter((file) => file.length > LONGEST).map((file) => `路径太长：${file}`),
    ...files
      .filter((file) => file.split(/[\\/]/).some((name) => badName.test(name)))
      .map((file) => `Windows 不能用的文件名：${file}`),
    ...files
      .filter((file) => binary.test(file) && readPe(readFileSync(join(folder, file)))?.machine !== 'x64')
      .map((file) => `不是 64 位 Windows 的程序：${file}`),
    ...(has(/^node\/node\.exe$/) ? [] : ['没有 node.exe']),
    ...(has(/argon2\.win32-x64-msvc\.node$/) ? [] : ['没有 argon2 的 Windows 模块']),
    ...(has(/@esbuild\/win32-x64\/esbuild\.exe$/) ? [] : ['没有 esbuild 的 Windows 程序']),
    ...(has(/^app\/dist\/console\/index\.html$/) ? [] : ['没有控制台']),
  ]
}
