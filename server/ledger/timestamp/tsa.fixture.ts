import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const CONFIG = `[tsa]
default_tsa = made
[made]
serial = serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
accuracy = secs:1
ess_cert_id_chain = no
[req]
distinguished_name = dn
[dn]
`

/** Extensions of who signs time stamps. */
export const LEAF = 'extendedKeyUsage=critical,timeStamping'

/** A time-stamping authority by openssl: a CA, a certificate for time stamps and one that is for something else. */
export class Tsa {
  #server: Server | undefined
  url = ''

  private constructor(
    readonly folder: string,
    readonly key: readonly string[],
  ) {}

  static async open(kind: 'rsa' | 'ec' = 'rsa'): Promise<Tsa> {
    const key = kind === 'rsa' ? ['rsa:2048'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
    const tsa = new Tsa(mkdtempSync(join(tmpdir(), 'xueji-tsa-')), key)
    writeFileSync(join(tsa.folder, 'tsa.cnf'), CONFIG)
    writeFileSync(join(tsa.folder, 'serial'), '01\n')
    const common = ['-config', 'tsa.cnf', '-nodes', '-newkey', ...key]
    tsa.run(
      'req',
      '-x509',
      '-days',
      '3650',
      ...common,
      '-subj',
      '/CN=示范时间戳根证书',
      '-utf8',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-addext',
      'basicConstraints=critical,CA:TRUE',
    )
    tsa.certify('tsa', 'ca', LEAF, '/O=示范机构/CN=示范时间戳')
    tsa.certify('web', 'ca', 'extendedKeyUsage=serverAuth', '/CN=web.example')
    const server = createServer(async (request, response) => {
      const query = Buffer.concat(await request.toArray())
      response.setHeader('content-type', 'application/timestamp-reply').end(tsa.reply(query))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    tsa.#server = server
    tsa.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`
    return tsa
  }

  /** Issues a certificate with these extensions, one a line: `name.pem`. */
  certify(name: string, issuer: string, extensions: string, subject = `/CN=${name}`): void {
    writeFileSync(join(this.folder, `${name}.ext`), extensions)
    const request = ['-config', 'tsa.cnf', '-nodes', '-newkey', ...this.key, '-subj', subject, '-utf8']
    this.run('req', '-new', ...request, '-keyout', `${name}.key`, '-out', `${name}.csr`)
    const by = ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial', '-extfile', `${name}.ext`]
    this.run('x509', '-req', '-days', '3650', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`)
  }

  /** What openssl answers to a query, signed by `signer.pem`, with these certificates beside it where the query wants them. */
  reply(query: Uint8Array, signer = 'tsa', chain: readonly string[] = []): Buffer {
    writeFileSync(join(this.folder, 'query.tsq'), query)
    const by = ['-inkey', `${signer}.key`, '-signer', `${signer}.pem`]
    writeFileSync(join(this.folder, 'chain.pem'), chain.map((name) => this.pem(name)).join(''))
    const beside = chain.length > 0 ? ['-chain', 'chain.pem'] : []
    const made = ['-config', 'tsa.cnf', '-section', 'made', '-queryfile', 'query.tsq']
    this.run('ts', '-reply', ...made, ...by, ...beside, '-out', 'reply.tsr')
    return readFileSync(join(this.folder, 'reply.tsr'))
  }

  /** A time stamp of these bytes by `signer.pem`. */
  stamp(data: Uint8Array, signer: string, chain: readonly string[]): Buffer {
    writeFileSync(join(this.folder, 'data'), data)
    this.run('ts', '-query', '-data', 'data', '-sha256', '-cert', '-out', 'asked.tsq')
    return this.reply(readFileSync(join(this.folder, 'asked.tsq')), signer, chain)
  }

  /** Whether openssl confirms a time stamp of these bytes under `ca.pem`, through these certificates. */
  confirms(stamp: Uint8Array, data: Uint8Array, chain: readonly string[]): boolean {
    writeFileSync(join(this.folder, 'data'), data)
    writeFileSync(join(this.folder, 'stamp.tsr'), stamp)
    writeFileSync(join(this.folder, 'chain.pem'), chain.map((name) => this.pem(name)).join(''))
    const through = chain.length > 0 ? ['-untrusted', 'chain.pem'] : []
    const args = ['ts', '-verify', '-in', 'stamp.tsr', '-data', 'data', '-CAfile', 'ca.pem', ...through]
    return spawnSync('openssl', args, { cwd: this.folder }).status === 0
  }

  pem(name: string): string {
    return readFileSync(join(this.folder, `${name}.pem`), 'utf8')
  }

  run(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync('openssl', args, { cwd: this.folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`)
    return stdout
  }

  async close(): Promise<void> {
    this.#server?.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
