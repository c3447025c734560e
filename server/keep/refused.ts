/** Why a backup or a restore did not happen. `message` is plain Chinese and says what to do. */
export class KeepRefused extends Error {
  override name = 'KeepRefused'
  constructor(
    readonly reason: 'full' | 'folder' | 'passphrase' | 'damaged' | 'newer' | 'not-empty' | 'busy' | 'program',
    message: string,
  ) {
    super(message)
  }
}

/** What the file system says, in words; anything else is rethrown as it is. */
export function refusedBy(error: unknown, folder: string): unknown {
  if (error instanceof KeepRefused || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL')
    return new KeepRefused(
      'full',
      `磁盘已满，备份没有完成：${folder}。请清理或换一个空间更大的文件夹；以前的备份都还在`,
    )
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new KeepRefused('folder', `没有写入权限：${folder}。请换一个文件夹，或请电脑管理员开放权限`)
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new KeepRefused('folder', `找不到文件夹 ${folder}。移动硬盘或网络盘是不是没有接好？`)
  if (code === 'EIO' || code === 'ENODEV' || code === 'ENXIO' || code === 'ESTALE')
    return new KeepRefused('folder', `读写 ${folder} 时出错。移动硬盘或网络盘是不是断开了？`)
  return error
}

/** True of what ends all writing in a place, not one file's own trouble: the next file would fare no better. */
export const endsWriting = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EROFS'].includes(String(error.code))
