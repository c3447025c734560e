import yauzl from 'yauzl'
import { refuse } from './refusals'

/** Of the unpacked workbook, in bytes: 20,000 people with every column take 15 to 40 MB. */
const MAX_UNPACKED = 48 << 20
const MAX_ENTRIES = 5000
const MAX_RATIO = 100
const RATIO_FROM = 8 << 20

/**
 * Looks into a ZIP before anything is made of it: the names of what it holds, with their sizes measured while unpacking and
 * not believed. Throws `file-refused` for bombs, encryption and what is broken.
 */
export async function measuredEntries(bytes: Uint8Array): Promise<Set<string>> {
  const names = new Set<string>()
  let total = 0
  try {
    const zip = await opened(bytes)
    if (zip.entryCount > MAX_ENTRIES) throw refuse('bomb')
    for await (const entry of entriesOf(zip)) {
      if ((entry.generalPurposeBitFlag & 1) !== 0) throw refuse('encrypted')
      if (entry.uncompressedSize > MAX_UNPACKED) throw refuse('bomb')
      names.add(entry.fileName)
      if (entry.fileName.endsWith('/')) continue
      const size = await measured(zip, entry, MAX_UNPACKED - total)
      if (size > RATIO_FROM && size > entry.compressedSize * MAX_RATIO) throw refuse('bomb')
      total += size
    }
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'file-refused' ? error : refuse('broken')
  }
  return names
}

const opened = (bytes: Uint8Array): Promise<yauzl.ZipFile> =>
  new Promise((resolve, reject) =>
    yauzl.fromBuffer(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      { lazyEntries: true, validateEntrySizes: true },
      (error, zip) => (error ? reject(error) : resolve(zip)),
    ),
  )

async function* entriesOf(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (let left = zip.entryCount; left > 0; left--)
    yield await new Promise<yauzl.Entry>((resolve, reject) => {
      zip.once('error', reject)
      zip.once('entry', (entry: yauzl.Entry) => {
        zip.off('error', reject)
        resolve(entry)
      })
      zip.readEntry()
    })
}

/** yauzl stops at the stated size; a stream that ends early or late is an error. */
function measured(zip: yauzl.ZipFile, entry: yauzl.Entry, most: number): Promise<number> {
  return new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error)
      let size = 0
      stream.on('error', reject)
      stream.on('data', (part: Buffer) => {
        size += part.length
        if (size > most) stream.destroy(refuse('bomb'))
      })
      stream.on('end', () => resolve(size))
    }),
  )
}
