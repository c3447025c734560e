import { deflateRawSync } from 'node:zlib'

export interface Part {
  name: string
  data?: Buffer
  /** The packed bytes, where they are not what packing `data` gives. */
  raw?: Buffer
  /** Overrides of single header fields. */
  flags?: number
  method?: number
  attributes?: number
  size?: number
  extra?: Buffer
  /** In the header before the data, where it differs. */
  localName?: string
  localSize?: number
  localMethod?: number
  /** Place of the header before the data, where the directory lies about it. */
  offset?: number
}

/** What stands where nothing belongs; `hidden`: so many of the last files are not in the directory. */
export interface Around {
  before?: string
  between?: string
  beforeDirectory?: string
  beforeEnd?: string
  comment?: string
  after?: string
  hidden?: number
}

/** An archive written field by field (APPNOTE 4.3), so that any of them can be wrong. Without CRCs: the manifests cover every byte. */
export function zipOf(parts: readonly Part[], around: Around = {}): Uint8Array {
  const {
    before = '',
    between = '',
    beforeDirectory = '',
    beforeEnd = '',
    comment = '',
    after = '',
    hidden = 0,
  } = around
  const local: Buffer[] = [Buffer.from(before)]
  const directory: Buffer[] = []
  let at = before.length
  for (const { name, data = Buffer.from('x'), method = 0, flags = 0x800, ...part } of parts) {
    const body = part.raw ?? (method === 8 ? deflateRawSync(data, { level: 9 }) : data)
    const extra = part.extra ?? Buffer.alloc(0)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(body.length, 14)
    common.writeUInt32LE(part.size ?? data.length, 18)
    const entryName = Buffer.from(name)
    const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, Buffer.alloc(14)])
    entry.writeUInt16LE(entryName.length, 28)
    entry.writeUInt16LE(extra.length, 30)
    entry.writeUInt32LE((part.attributes ?? 0o100644 << 16) >>> 0, 38)
    entry.writeUInt32LE(part.offset ?? at, 42)
    directory.push(Buffer.concat([entry, entryName, extra]))
    const localName = Buffer.from(part.localName ?? name)
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), common])
    head.writeUInt16LE(part.localMethod ?? method, 8)
    head.writeUInt32LE(part.localSize ?? part.size ?? data.length, 22)
    head.writeUInt16LE(localName.length, 26)
    local.push(head, localName, body, Buffer.from(between))
    at += head.length + localName.length + body.length + between.length
  }
  const listed = Buffer.concat(directory.slice(0, directory.length - hidden))
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Math.min(parts.length - hidden, 0xffff), 8)
  end.writeUInt16LE(Math.min(parts.length - hidden, 0xffff), 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at + beforeDirectory.length, 16)
  end.writeUInt16LE(comment.length, 20)
  const rest = [beforeDirectory, listed, beforeEnd, end, comment, after].map((one) => Buffer.from(one))
  return new Uint8Array(Buffer.concat([...local, ...rest]))
}
