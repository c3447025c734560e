/** A key of the registry with text values and numbers; `false` takes a value away, and a whole key where it stands for one. */
export interface RegKey {
  key: string
  values: Readonly<Record<string, string | number | false>> | false
}

/**
 * A file that regedit imports: `Windows Registry Editor Version 5.00`, CRLF, UTF-16LE with its mark (regedit reads any other
 * encoding by the system's code page). `notes` stand in it as comments.
 */
export function regFile(keys: readonly RegKey[], notes: readonly string[] = []): Uint8Array {
  const lines = [
    'Windows Registry Editor Version 5.00',
    ...notes.map((note) => `; ${note}`),
    '',
    ...keys.flatMap(({ key, values }) =>
      values === false ? [`[-${key}]`, ''] : [`[${key}]`, ...Object.entries(values).map(valueLine), ''],
    ),
  ]
  return Buffer.from(`\ufeff${lines.map((line) => `${line}\r\n`).join('')}`, 'utf16le')
}

function valueLine([name, value]: [string, string | number | false]): string {
  if (value === false) return `${quoted(name)}=-`
  return `${quoted(name)}=${typeof value === 'number' ? `dword:${value.toString(16).padStart(8, '0')}` : quoted(value)}`
}

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`
