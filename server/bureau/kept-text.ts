import { fromUtf8 } from '../../shared/crypto'
import { isWithinBounds, maySize } from '../../shared/package/bounds'
import type { OpenedZip } from '../claim/open-zip'

/** Text of a JSON file of a kept package; undefined where it is missing, more than one of its name may be, or no text. Throws ZipRefused. */
export async function keptText(zip: OpenedZip, path: string): Promise<string | undefined> {
  if (!maySize(path, zip.size(path) ?? 0)) return undefined
  const bytes = await zip.get(path)
  try {
    return bytes && isWithinBounds(path, bytes) ? fromUtf8(bytes) : undefined
  } catch {
    return undefined
  }
}
