/** What a file begins with that is surely no video, by the names people know it by. */
const others: readonly { is: string; magic: readonly number[] }[] = [
  { is: 'PDF 文件', magic: [0x25, 0x50, 0x44, 0x46] },
  { is: '压缩包或 Office 文件', magic: [0x50, 0x4b, 0x03, 0x04] },
  { is: '压缩包（RAR）', magic: [0x52, 0x61, 0x72, 0x21] },
  { is: '压缩包（7z）', magic: [0x37, 0x7a, 0xbc, 0xaf] },
  { is: 'Office 97 文件', magic: [0xd0, 0xcf, 0x11, 0xe0] },
  { is: '图片', magic: [0xff, 0xd8, 0xff] },
  { is: '图片', magic: [0x89, 0x50, 0x4e, 0x47] },
  { is: '图片', magic: [0x47, 0x49, 0x46, 0x38] },
  { is: '程序', magic: [0x4d, 0x5a] },
]

/** How many bytes of the beginning are looked at. */
export const LOOKED_AT = 4

/** What a file is instead of a video, where its first bytes say so; a video is known only when it is whole. */
export const notVideo = (first: Uint8Array): string | undefined =>
  others.find(({ magic }) => magic.every((byte, i) => first[i] === byte))?.is
