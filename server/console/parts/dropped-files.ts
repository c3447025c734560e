/** What systems put into every folder; nobody chose it. */
const noise = /^(\.|thumbs\.db$|desktop\.ini$)/i

/**
 * All files of what was dropped, folders with everything in them. The entries are taken at once: after the event the browser
 * shows them no more.
 */
export async function droppedFiles(transfer: DataTransfer | null): Promise<File[]> {
  const entries = [...(transfer?.items ?? [])].flatMap((item) => item.webkitGetAsEntry?.() ?? [])
  if (entries.length === 0) return chosenFiles(transfer?.files)
  const files = await Promise.all(entries.map(filesOf))
  return files.flat()
}

/** Files of a file input, also of a whole folder, without what nobody chose. */
export const chosenFiles = (list: FileList | null | undefined): File[] =>
  [...(list ?? [])].filter(({ name }) => !noise.test(name))

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (noise.test(entry.name)) return []
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]
  if (!isFolder(entry)) return []
  const reader = entry.createReader()
  const files: File[] = []
  // Chromium hands out a hundred at a time, and none when there are no more.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return files
    for (const one of some) files.push(...(await filesOf(one)))
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
