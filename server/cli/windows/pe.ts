/** What a Windows program or library says of itself. */
export interface Pe {
  machine: 'x64' | 'other'
  library: boolean
  /** Names it offers to others. */
  exports: readonly string[]
}

const X64 = 0x8664
const PE32_PLUS = 0x20b
const LIBRARY = 0x2000
const SECTION = 40
/** Of the headers, counted from the optional header: where its list of directories begins. */
const DIRECTORIES = 112

/** Reads a PE32+ file's headers (Microsoft, PE Format). Undefined where it is none. */
export function readPe(bytes: Uint8Array): Pe | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const header = view.getUint32(0x3c, true)
    if (view.getUint16(0, true) !== 0x5a4d || view.getUint32(header, true) !== 0x4550) return undefined
    const optional = header + 24
    if (view.getUint16(optional, true) !== PE32_PLUS) return undefined
    const sections = optional + view.getUint16(header + 20, true)
    const count = view.getUint16(header + 6, true)
    /** Where an address of the loaded image lies in the file. */
    const place = (address: number): number | undefined => {
      for (let n = 0; n < count; n++) {
        const at = sections + n * SECTION
        const [start, size, raw] = [
          view.getUint32(at + 12, true),
          view.getUint32(at + 16, true),
          view.getUint32(at + 20, true),
        ]
        if (address >= start && address < start + size) return raw + address - start
      }
      return undefined
    }
    return {
      machine: view.getUint16(header + 4, true) === X64 ? 'x64' : 'other',
      library: (view.getUint16(header + 22, true) & LIBRARY) !== 0,
      exports: exportsOf(view, place, view.getUint32(optional + DIRECTORIES, true)),
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function exportsOf(view: DataView, place: (address: number) => number | undefined, address: number): string[] {
  const table = address === 0 ? undefined : place(address)
  if (table === undefined) return []
  const names = place(view.getUint32(table + 32, true))
  if (names === undefined) return []
  return Array.from({ length: view.getUint32(table + 24, true) }, (_, n) => {
    let at = place(view.getUint32(names + n * 4, true)) ?? 0
    let name = ''
    for (let code = view.getUint8(at); code !== 0; code = view.getUint8(++at)) name += String.fromCharCode(code)
    return name
  })
}

/** Why a file is no addon for this Node on 64-bit Windows, in Chinese; undefined where it is one. `abi` as in `process.versions.modules`. */
export function addonProblem(bytes: Uint8Array, abi: string): string | undefined {
  const pe = readPe(bytes)
  if (!pe) return '不是 64 位 Windows 的文件（PE32+）'
  if (pe.machine !== 'x64') return '不是 x64 的，可能是 ARM64'
  if (!pe.library) return '是程序，不是 .node 模块'
  if (pe.exports.includes(`node_register_module_v${abi}`)) return undefined
  const other = pe.exports.find((name) => name.startsWith('node_register_module_v'))
  return other === undefined
    ? `不是给 Node 编译的模块（没有 node_register_module_v${abi}）`
    : `是给别的 Node 版本编译的（${other.slice('node_register_module_'.length)}，需要 v${abi}）`
}
