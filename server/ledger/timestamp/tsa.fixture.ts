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
[leaf]
extendedKeyUsage = critical,timeStamping
[bare]
extendedKeyUsage = serverAuth
[req]
distinguished_name = dn
[dn]
`

/** A time-stamping authority by openssl: a CA, a certificate for time stamps and one that is for something else. */
export class Tsa {
  #server: Server | undefined
  url = ''

  private constructor(readonly folder: string) {}

  static async open(kind: 'rsa' | 'ec' = 'rsa'): Promise<Tsa> {
    const tsa = new Tsa(mkdtempSync(join(tmpdir(), 'xueji-tsa-')))
    writeFileSync(join(tsa.folder, 'tsa.cnf'), CONFIG)
    writeFileSync(join(tsa.folder, 'serial'), '01\n')
    const key = kind === 'rsa' ? ['rsa:2048'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
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
    for (const [name, section, subject] of [
      ['tsa', 'leaf', '/O=示范机构/CN=示范时间戳'],
      ['web', 'bare', '/CN=web.example'],
    ] as const) {
      tsa.run('req', '-new', ...common, '-subj', subject, '-utf8', '-keyout', `${name}.key`, '-out', `${name}.csr`)
      tsa.run(
        'x509',
        '-req',
        '-days',
        '3650',
        '-in',
        `${name}.csr`,
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-extfile',
        'tsa.cnf',
        '-extensions',
        section,
        '-out',
        `${name}.pem`,
      )
    }
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

  /** What openssl answers to a query. */
  reply(query: Uint8Array): Buffer {
    writeFileSync(join(this.folder, 'query.tsq'), query)
    this.run(
      'ts',
      '-reply',
      '-config',
      'tsa.cnf',
      '-section',
      'made',
      '-queryfile',
      'query.tsq',
      '-inkey',
      'tsa.key',
      '-signer',
      'tsa.pem',
      '-out',
      'reply.tsr',
    )
    return readFileSync(join(this.folder, 'reply.tsr'))
  }

  pem(name: 'ca' | 'tsa' | 'web'): string {
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
