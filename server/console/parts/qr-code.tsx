import { qrModules } from './qr'

const QUIET = 4

/** A link to scan from paper or screen. Nothing where the text does not fit. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const modules = modulesOf(text)
  if (!modules) return null
  const size = modules.length + 2 * QUIET
  const path = modules
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : [])))
    .join('')
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} />
      <path d={path} />
    </svg>
  )
}

function modulesOf(text: string): boolean[][] | undefined {
  try {
    return qrModules(text)
  } catch {
    return undefined
  }
}
