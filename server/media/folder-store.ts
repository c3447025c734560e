import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { Refused } from '../ledger/accept'
import type { ObjectStore, Range } from './object-store'

/** Files in a folder of the data folder; `put` moves, so that nothing is copied and nothing is half there. */
export class FolderStore implements ObjectStore {
  readonly name = 'folder'

  constructor(readonly folder: string) {}

  path = (key: string): string => join(this.folder, ...key.split('/'))

  async size(key: string): Promise<number | undefined> {
    return (await stat(this.path(key)).catch(() => undefined))?.size
  }

  async read(key: string, range?: Range): Promise<Readable> {
    if ((await this.size(key)) === undefined)
      throw new Refused('not-found', '视频文件不在服务器的数据文件夹里，请从备份的媒体文件夹放回，或重新上传')
    return createReadStream(this.path(key), range && { start: range.from, end: range.to })
  }

  async put(key: string, path: string): Promise<void> {
    const target = this.path(key)
    await mkdir(dirname(target), { recursive: true })
    await rename(path, target)
    await syncFolder(dirname(target))
  }

  async remove(key: string): Promise<void> {
    await rm(this.path(key), { force: true })
  }
}

/** A rename is safe once its folder is; Windows opens no folders and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
