export type NameReading = { name: string; warning?: string } | { problem: string }

/** A name as a roster writes it: without the spaces people put between two characters. */
export function readName(text: string): NameReading {
  const name = text.replaceAll(/[\s\p{Cf}\p{Co}]+/gu, '').replaceAll(/[•．・‧]/g, '·')
  if (name === '') return { problem: '姓名是空的，请填写；不参加的请删去本行' }
  if (/^[\dXx]{15,18}$/.test(name)) return { problem: '姓名这一列里是身份证号，两列好像填反了，请改正' }
  if (name.length > 50) return { problem: `姓名太长（${name.length} 字），请核对` }
  if (/[、，,;；/]/.test(name)) return { problem: `“${name}”像是几个人写在一格里，请每行写一个人` }
  if (/\d|[?？*\ufffd]/.test(name)) return { name, warning: `姓名“${name}”里有数字或问号，请对照证件核对` }
  if ([...name].length === 1) return { name, warning: `姓名“${name}”只有一个字，请对照证件核对` }
  return { name }
}
