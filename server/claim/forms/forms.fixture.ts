import type { ClaimData } from '../claim-data'
import { whole } from '../whole'
import { eachClaimForm } from './index'
import type { OwnForms } from './own/own-forms'

export interface MadeForm {
  path: string
  bytes: Uint8Array
}

/** Every form of a claim, each whole. */
export async function madeForms(data: ClaimData, own: OwnForms = new Map()): Promise<readonly MadeForm[]> {
  const files: MadeForm[] = []
  for await (const { path, content } of eachClaimForm(data, own)) files.push({ path, bytes: await whole(content) })
  return files
}
