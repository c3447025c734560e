import { CLOCKS_APART } from '../../../shared/exchange/answers'
import type { Milliseconds } from '../../../shared/record/fields'
import type { Actor } from '../../access/actor'
import type { Limit } from '../../access/limit'
import type { Deps } from '../../deps'
import { Refused } from '../../ledger/accept'
import { firmOfKey, type TrustedFirm } from '../register/trusted'

/** What a notice and a question both say of who signed them; the signature itself is checked already. */
export interface Signed {
  key: string
  body: { bureau: string; organisation: string; at: Milliseconds }
}

/**
 * The 单位 of the register that signed: its key is in force now, and it is the one that the statement names. Throws `conflict` of one for another
 * bureau, `not-allowed` with one answer for whoever the register does not know so, `bad-request` where the clocks differ, and what `limit` throws.
 */
export async function admitted(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { organisation }: Actor,
  { key, body }: Signed,
  limit: Limit,
): Promise<TrustedFirm> {
  if (body.bureau !== organisation)
    throw new Refused('conflict', '这份报送写的是另一家人社局。请核对“网络报送”里登记的地址')
  const now = clock.now()
  const firm = await firmOfKey(store.read, store, organisation, key)
  const counts = firm && firm.from <= now && (firm.until === undefined || now < firm.until)
  if (!counts || firm.their !== body.organisation)
    throw new Refused(
      'not-allowed',
      '这把单位密钥没有在人社局登记、已经停用，或者登记的是另一个单位。请带单位密钥文件到人社局登记',
    )
  limit.take(firm.firm)
  if (Math.abs(now - body.at) > CLOCKS_APART)
    throw new Refused('bad-request', '电脑的时间与人社局的相差超过 15 分钟，没有收下。请校准时间后再报送')
  return firm
}
