import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
// @peculiar/x509's dependency injection needs the polyfill loaded before it.
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'

export interface SelfMade {
  /** PEM of the CA, for people to install once. */
  ca: string
  cert: string
  key: string
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY = 86_400_000
/** What browsers accept for a server certificate. */
const SERVER_DAYS = 390
const RENEW_BEFORE = 30 * DAY

/**
 * A CA of this server's own and a certificate for the names it is reached by, kept in the data folder (0600); the
 * certificate is made anew near its end and when names change, the CA stays, so that people install it once.
 */
export async function selfMadeTls(dataDir: string, names: readonly string[], now = Date.now()): Promise<SelfMade> {
  const folder = join(dataDir, 'tls')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = (name: string) => join(folder, name)
  const authority = await caOf(file, now)
  const wanted = [...new Set(names)].sort().join(',')
  if (existsSync(file('server.pem')) && readFileSync(file('names'), 'utf8') === wanted) {
    const cert = readFileSync(file('server.pem'), 'utf8')
    if (new x509.X509Certificate(cert).notAfter.getTime() - now > RENEW_BEFORE)
      return { ca: authority.pem, cert, key: readFileSync(file('server.key'), 'utf8') }
  }
  const keys = await newKeys()
  const cert = await x509.X509CertificateGenerator.create(
    {
      subject: 'CN=Xueji',
      issuer: authority.certificate.subject,
      notBefore: new Date(now - DAY),
      notAfter: new Date(now + SERVER_DAYS * DAY),
      publicKey: keys.publicKey,
      signingKey: authority.key,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.SubjectAlternativeNameExtension(
          wanted.split(',').map((name) => ({ type: isIP(name) ? ('ip' as const) : ('dns' as const), value: name })),
        ),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature),
      ],
    },
    crypto,
  )
  const pem = cert.toString('pem')
  const key = await privatePem(keys.privateKey)
  secret(file('server.key'), key)
  secret(file('server.pem'), pem)
  secret(file('names'), wanted)
  return { ca: authority.pem, cert: pem, key }
}

async function caOf(
  file: (name: string) => string,
  now: number,
): Promise<{ pem: string; certificate: x509.X509Certificate; key: CryptoKey }> {
  if (!existsSync(file('ca.pem'))) {
    const keys = await newKeys()
    const certificate = await x509.X509CertificateGenerator.createSelfSigned(
      {
        name: `CN=Xueji CA ${hostname()}`,
        notBefore: new Date(now - DAY),
        notAfter: new Date(now + 3650 * DAY),
        keys,
        signingAlgorithm: ALGORITHM,
        extensions: [
          new x509.BasicConstraintsExtension(true, 0, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        ],
      },
      crypto,
    )
    secret(file('ca.key'), await privatePem(keys.privateKey))
    secret(file('ca.pem'), certificate.toString('pem'))
  }
  const pem = readFileSync(file('ca.pem'), 'utf8')
  const der = x509.PemConverter.decodeFirst(readFileSync(file('ca.key'), 'utf8'))
  return {
    pem,
    certificate: new x509.X509Certificate(pem),
    key: await crypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']),
  }
}

const newKeys = () => crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
const privatePem = async (key: CryptoKey) =>
  x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')
const secret = (file: string, content: string) => writeFileSync(file, content, { mode: 0o600, flush: true })

/** Names and addresses this machine is reached by, and the one in the public address. */
export function ownNames(publicUrl: string): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address) ?? [])
  return [
    'localhost',
    hostname().toLowerCase(),
    new URL(publicUrl).hostname.replace(/^\[|\]$/g, ''),
    ...addresses.filter((address) => !address.includes('%') && !address.startsWith('fe80')),
  ]
}
