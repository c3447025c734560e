import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../../../shared/crypto'
import { leadsTo } from '../../../shared/package/timestamp/chain'
import { readCertificates, readTimestamp } from '../../../shared/package/timestamp/read'
import { missing, skipped } from '../../claim/school.fixture'
import { LEAF, Tsa } from './tsa.fixture'

const lacking = missing('openssl')
const data = utf8('清单\n')
const CA = 'basicConstraints=critical,CA:TRUE'
/** As some authorities have them: bytes that are no DER. */
const PRIVATE = '1.2.156.10260.4.1.1=DER:41:53:43:49:49'
const UNKNOWN = '1.2.156.10260.4.1.2=critical,DER:04:00'
const SERVERS = `${CA},pathlen:0\nkeyUsage=critical,keyCertSign\nextendedKeyUsage=serverAuth`

describe.skipIf(lacking.length > 0)(`the certificates above a time stamp, made by openssl${skipped(lacking)}`, () => {
  let tsa: Tsa
  let count = 0
  beforeAll(async () => {
    tsa = await Tsa.open('ec')
  })
  afterAll(() => tsa.close())

  const certificate = (name: string) => readCertificates(utf8(tsa.pem(name)))
  /** Root, then authorities with these extensions from above to below, then who signs. */
  const chained = async (authorities: readonly string[], leaf = LEAF) => {
    const names = ['ca']
    for (const extensions of [...authorities, leaf]) {
      const name = `made-${count++}`
      tsa.certify(name, names.at(-1) ?? '', extensions)
      names.push(name)
    }
    const signer = names.at(-1) ?? ''
    const between = names.slice(1, -1)
    const stamp = tsa.stamp(data, signer, between)
    const ours = await readTimestamp(stamp, data, certificate('ca'))
    return { ours, openssl: tsa.confirms(stamp, data, between), signer, between, stamp }
  }

  it.each([
    ['directly', [], LEAF],
    ['through one', [`${CA},pathlen:0\nkeyUsage=critical,keyCertSign`], LEAF],
    ['through two, one of which is for time stamps', [`${CA},pathlen:1`, `${CA}\nextendedKeyUsage=timeStamping`], LEAF],
    ['through one for any purpose', [`${CA}\nextendedKeyUsage=anyExtendedKeyUsage`], LEAF],
    ['with policies that are critical', [`${CA}\ncertificatePolicies=critical,1.2.3.4`], LEAF],
    ['with private extensions of raw bytes', [`${CA}\n${PRIVATE}`], `${LEAF}\n${PRIVATE}`],
    ['by a key for signatures', [], `${LEAF}\nkeyUsage=critical,digitalSignature`],
  ])('lead to the root that is believed: %s, as openssl finds', async (_, authorities, leaf) => {
    const { ours, openssl, signer } = await chained(authorities, leaf)
    expect(ours).toMatchObject({ authority: signer, confirmed: true })
    expect(openssl).toBe(true)
  })

  it.each([
    ['an authority for servers and one below it', [SERVERS, CA], false],
    ['an authority below one that may have none', [`${CA},pathlen:0`, CA], false],
    // openssl leaves this to who asks; an authority for servers is none for time stamps.
    ['an authority for servers', [`${CA}\nextendedKeyUsage=serverAuth`], true],
    [
      'an authority whose names are bounded',
      [`${CA}\nnameConstraints=critical,permitted;dirName:here\n[here]\nO=x`],
      false,
    ],
    [
      'an authority whose names are bounded uncritically',
      [`${CA}\nnameConstraints=permitted;dirName:here\n[here]\nO=x`],
      false,
    ],
    ['an authority with an unknown critical extension', [`${CA}\n${UNKNOWN}`], false],
    ['no authority', ['keyUsage=keyCertSign'], false],
    ['an authority that signs no certificates', [`${CA}\nkeyUsage=critical,cRLSign`], false],
  ])('lead nowhere through %s', async (_, authorities, byOpenssl) => {
    const { ours, openssl, between } = await chained(authorities)
    expect(ours).toMatchObject({ confirmed: false })
    expect(openssl).toBe(byOpenssl)
    expect(between).toHaveLength(authorities.length)
  })

  it('lead nowhere from a signer with an unknown critical extension, even where it is believed itself', async () => {
    const { ours, openssl, signer, stamp } = await chained([], `${LEAF}\n${UNKNOWN}`)
    expect([ours, openssl]).toMatchObject([{ confirmed: false }, false])
    expect(await readTimestamp(stamp, data, certificate(signer))).toMatchObject({ confirmed: false })
  })

  it('lead nowhere at a time when one of them is not valid', async () => {
    const { between, signer } = await chained([CA])
    const [low, above, root] = [signer, ...between, 'ca'].flatMap(certificate)
    if (!low || !above || !root) throw new Error('no chain')
    const late = { ...above, validTo: above.validFrom + 1000 }
    const leads = (one: typeof above, seconds: number) => leadsTo(low, [root], [one], one.validFrom + seconds * 1000)
    expect([await leads(above, 2), await leads(late, 1), await leads(late, 2)]).toEqual([true, true, false])
  })
})
