import { base64url } from '../../../shared/crypto'
import { files, type KeysFile, keyBytes } from '../../../shared/package/layout'
import type { Deps } from '../../deps'
import { addJson, type Sink } from './bag-writer'

/** The package key, and the keys it vouches for; the SM2 key only where the package's version knows of one. */
export async function putKeys(
  to: Sink,
  { keys }: Pick<Deps, 'keys'>,
  organisation: string,
  { sm2 }: { sm2: boolean },
): Promise<void> {
  const signer = await keys.package(organisation)
  const entries: KeysFile['keys'] = []
  for (const { purpose, public: key, createdAt: from } of await keys.inUse(organisation)) {
    if (purpose === 'sm2' && !sm2) continue
    entries.push({ key, purpose, from, signature: base64url(await signer.sign(keyBytes({ key, purpose, from }))) })
  }
  await addJson(to, files.keys, {
    v: 1,
    keys: entries.sort((a, b) => (a.purpose + a.key < b.purpose + b.key ? -1 : 1)),
  })
}
