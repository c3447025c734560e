import { expect, test } from 'vitest'
import { nodeCrypto } from '../../../server/crypto'
import { sha256Hex } from '../../../shared/crypto'
import { CONSENT_HASH } from '../../journal/consent'
import { consentText } from './consent-text'

test('the hash in the record is that of the text that is shown', () => {
  const text = consentText.flatMap(({ title, lines }) => [title, ...lines]).join('\n')
  expect(sha256Hex(nodeCrypto, text)).toBe(CONSENT_HASH)
})
