import { type Bag, infoOf } from './bag'
import type { PackedKey } from './keys'
import { files, SM2_LABEL } from './layout'
import type { Checks } from './report'

/**
 * Whether an SM2 key (SPKI DER) made this DER signature over SM3 of these bytes with this user id. A port: `server/sm2/` fills it.
 * Malformed is `false`, never a throw.
 */
export type VerifySm2 = (spki: Uint8Array, signature: Uint8Array, bytes: Uint8Array, id: string) => Promise<boolean>

/** The optional second signature: by the SM2 key that the package key vouches for, with the user id that bag-info names. */
export async function checkSm2(
  tags: Bag,
  key: PackedKey | undefined,
  verify: VerifySm2 | undefined,
  checks: Checks,
): Promise<void> {
  const signature = tags.get(files.sm2)
  if (!signature) return
  const id = infoOf(tags).get(SM2_LABEL)
  const signed = tags.get(files.tagManifest) ?? new Uint8Array()
  const problem = !verify
    ? '这里不能核验国密签名，请用 xueji verify'
    : !key
      ? '没有单位密钥担保的国密公钥'
      : id === undefined
        ? `bag-info.txt 没有写明 ${SM2_LABEL}`
        : (await verify(key.spki, signature, signed, id))
          ? undefined
          : '签名与内容不符'
  checks.add('真实性', '国密（SM2）第二签名与内容相符', problem === undefined ? [] : [`${files.sm2}：${problem}`])
  if (problem === undefined && key) checks.note(`另有国密（SM2）签名，公钥指纹 ${key.fingerprint}`)
}
