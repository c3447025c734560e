/** Why an archive is not read; plain Chinese. */
export class ZipRefused extends Error {
  override name = 'ZipRefused'
}

/** Of an error while a file was read: the same where reading itself failed (a disk, a file that is gone), else that the archive is to blame. */
export function blamed(error: unknown, why: string): unknown {
  const { name } = error instanceof Error ? error : { name: '' }
  const reading =
    name === 'NotReadableError' || name === 'NotFoundError' || (error instanceof Error && 'syscall' in error)
  return reading || error instanceof ZipRefused ? error : new ZipRefused(why)
}

/** An archive's bytes, wherever they are. `read` gives fewer where they end. */
export interface Bytes {
  size: number
  read(at: number, length: number): Uint8Array | Promise<Uint8Array>
}

/** How much of an archive anybody reads; honest ones are far below. */
export interface Limits {
  files: number
  /** Unpacked bytes of one file, and of all together. */
  file: number
  total: number
  /** Unpacked to packed, of one file and of all together. */
  ratio: number
  /** Whether the format beyond 4 GB is taken. */
  zip64: boolean
}

/** A file as the directory has it, and where its packed bytes lie. */
export interface ZipFile {
  at: number
  packed: number
  size: number
  deflated: boolean
}
