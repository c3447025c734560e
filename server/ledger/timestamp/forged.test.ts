import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../../shared/crypto'
import {
  der,
  GENERALIZED_TIME,
  INTEGER,
  inside,
  OCTETS,
  readDer,
  SEQUENCE,
  UTC_TIME,
} from '../../../shared/package/timestamp/der'
import { readCertificates, readTimestamp } from '../../../shared/package/timestamp/read'
import { digest } from '../../../shared/package/timestamp/signature'
import { missing, skipped } from '../../claim/school.fixture'
import { LEAF, Tsa } from './tsa.fixture'

const lacking = missing('openssl')
const data = utf8('清单\n')
const POLICY = Uint8Array.of(0x06, 0x03, 0x2a, 0x03, 0x04)
const one = der(INTEGER, Uint8Array.of(1))
const now = `${new Date().toISOString().replaceAll(/[-:T]|\..*/g, '')}Z`
const GRANTED = der(INTEGER, Uint8Array.of(0))

describe.skipIf(lacking.length > 0)(
  `a time stamp that somebody put together, signed by openssl${skipped(lacking)}`,
  () => {
    let tsa: Tsa
    let algorithm: Uint8Array
    beforeAll(async () => {
      tsa = await Tsa.open('ec')
      const query = tsa.run('ts', '-query', '-digest', '00'.repeat(32), '-sha256', '-no_nonce', '-out', 'q.tsq')
      expect(query).toBe('')
      const [, imprint] = inside(readDer(readFileSync(join(tsa.folder, 'q.tsq'))), SEQUENCE)
      algorithm = inside(imprint, SEQUENCE)[0]?.raw ?? expect.fail()
    })
    afterAll(() => tsa.close())

    /** What `openssl ts -reply` would not make: by any signer, with any time and status. */
    const made = async ({ extensions = LEAF, time = der(GENERALIZED_TIME, utf8(now)), status = GRANTED }) => {
      tsa.certify('forger', 'ca', extensions)
      const imprint = der(SEQUENCE, algorithm, der(OCTETS, await digest('SHA-256', data)))
      writeFileSync(join(tsa.folder, 'info'), der(SEQUENCE, one, POLICY, imprint, one, time))
      const content = ['-binary', '-nodetach', '-econtent_type', '1.2.840.113549.1.9.16.1.4', '-in', 'info']
      const by = ['-cades', '-md', 'sha256', '-signer', 'forger.pem', '-inkey', 'forger.key']
      tsa.run('cms', '-sign', ...content, ...by, '-outform', 'DER', '-out', 'signed')
      const signed = readFileSync(join(tsa.folder, 'signed'))
      const stamp = der(SEQUENCE, der(SEQUENCE, status), signed)
      const ours = await readTimestamp(stamp, data, readCertificates(utf8(tsa.pem('ca'))))
      return { ours, openssl: tsa.confirms(stamp, data, []) }
    }

    it('is one where all of it is right: granted, or granted with changes', async () => {
      for (const status of [GRANTED, one]) {
        const { ours, openssl } = await made({ status })
        expect(ours).toMatchObject({ authority: 'forger', confirmed: true })
        expect(openssl).toBe(true)
      }
    })

    it.each([
      ['for servers too', `${LEAF},serverAuth`],
      ['for time stamps, but not critically so', 'extendedKeyUsage=timeStamping'],
      ['for any purpose', 'extendedKeyUsage=critical,anyExtendedKeyUsage'],
      ['for nothing by name', 'basicConstraints=CA:FALSE'],
      ['for time stamps by a key that signs nothing', `${LEAF}\nkeyUsage=critical,keyEncipherment`],
    ])('is none where the signer’s certificate is %s, as openssl finds', async (_, extensions) => {
      const { ours, openssl } = await made({ extensions })
      expect(ours).toEqual({ problem: '签名证书不是用来签时间戳的' })
      expect(openssl).toBe(false)
    })

    it('is none where its time is written as certificates may write it', async () => {
      const { ours, openssl } = await made({ time: der(UTC_TIME, utf8(now.slice(2))) })
      expect([ours, openssl]).toEqual([{ problem: '时间戳的格式不对或不完整' }, false])
    })

    it.each([
      ['rejected', [2], '时间戳机构没有给出时间戳（状态 2）'],
      ['of two bytes, the first of which would do', [1, 2], '时间戳机构没有给出时间戳（状态 258）'],
      ['padded', [0, 0], '时间戳的格式不对或不完整'],
      ['below nothing', [0xff], '时间戳的格式不对或不完整'],
      ['no number', [], '时间戳的格式不对或不完整'],
    ])('is none where its status is %s', async (_, bytes, problem) => {
      const { ours } = await made({ status: der(INTEGER, Uint8Array.from(bytes)) })
      expect(ours).toEqual({ problem })
    })
  },
)
