import { readFileSync } from 'node:fs'
import yauzl from 'yauzl'
import { parseManifest } from './built'

export interface SignedXpi {
  id: string
  version: string
  minimumFirefox: string
  bytes: Uint8Array
}

/** Mozilla's signature, in its two forms. */
const SIGNATURES = ['META-INF/cose.sig', 'META-INF/mozilla.rsa']
const MANIFEST = 'manifest.json'
const MAX_MANIFEST = 1 << 20

/**
 * Reads an XPI that Mozilla is said to have signed: a signature is in it, and its manifest names id and version. Whether the
 * signature holds only Firefox can tell. Throws an Error with what is wrong, in Chinese.
 */
export async function readSignedXpi(file: string): Promise<SignedXpi> {
  const bytes = readFileSync(file)
  const { names, manifest } = await contents(bytes)
  if (!SIGNATURES.some((name) => names.has(name))) throw new Error('XPI 里没有 Mozilla 的签名（META-INF）')
  if (!manifest) throw new Error('XPI 里没有 manifest.json')
  const { version, browser_specific_settings: settings } = parseManifest(manifest)
  if (!settings) throw new Error('XPI 的 manifest.json 里没有 Firefox 的编号（gecko.id）')
  const { id, strict_min_version: minimumFirefox } = settings.gecko
  return { id, version, minimumFirefox, bytes }
}

function contents(bytes: Buffer): Promise<{ names: Set<string>; manifest: Uint8Array | undefined }> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(new Error('不是 ZIP 文件'))
      const names = new Set<string>()
      let manifest: Uint8Array | undefined
      zip.on('error', reject)
      zip.on('end', () => resolve({ names, manifest }))
      zip.on('entry', (entry: yauzl.Entry) => {
        names.add(entry.fileName)
        if (entry.fileName !== MANIFEST || entry.uncompressedSize > MAX_MANIFEST) return zip.readEntry()
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed)
          const parts: Buffer[] = []
          stream.on('data', (part: Buffer) => parts.push(part))
          stream.on('error', reject)
          stream.on('end', () => {
            manifest = Buffer.concat(parts)
            zip.readEntry()
          })
        })
      })
      zip.readEntry()
    })
  })
}
