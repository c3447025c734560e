import { open, realpath, rm, stat, statfs } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import type { FolderAnswer } from '../../shared/api/keep'
import { KeepRefused, refusedBy } from './refused'

/** How much room one backup should find: the data, and as much again for the next. */
const ROOM = 2

/** Whether backups can lie in this folder, tried by writing there. The person reads the sentences. */
export async function checkFolder(folder: string, dataDir: string, dataBytes: number): Promise<FolderAnswer> {
  if (!isAbsolute(folder)) return { problems: ['请写完整的路径，例如 D:\\学迹备份 或 /media/usb/backup'], warnings: [] }
  try {
    if (!(await stat(folder)).isDirectory()) return { problems: ['这是一个文件，不是文件夹'], warnings: [] }
    await tryWriting(folder)
    const [there, data] = [await realpath(folder), await realpath(dataDir)]
    if (isInside(there, data)) return { problems: ['不能放在数据文件夹里面：数据丢了，备份也一起丢'], warnings: [] }
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    const warnings: string[] = []
    if ((await stat(there)).dev === (await stat(data)).dev)
      warnings.push('与数据在同一块磁盘上：磁盘坏了，两份会一起丢失。请尽量换成移动硬盘、U 盘或网络共享文件夹')
    if (free < dataBytes * ROOM + (64 << 20)) warnings.push('剩余空间不多，可能放不下几份备份')
    return { problems: [], warnings, free }
  } catch (error) {
    const refused = refusedBy(error, folder)
    if (refused instanceof KeepRefused) return { problems: [refused.message], warnings: [] }
    throw error
  }
}

async function tryWriting(folder: string): Promise<void> {
  const trial = join(folder, '.xueji-trial')
  const file = await open(trial, 'w')
  try {
    await file.write('xueji')
    await file.sync()
  } finally {
    await file.close()
    await rm(trial, { force: true })
  }
}

function isInside(folder: string, outer: string): boolean {
  const way = relative(outer, folder)
  return way === '' || !(way.startsWith('..') || isAbsolute(way))
}
