import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { Refused } from '../ledger/accept'

export interface ConnectionSettings {
  /** The server itself speaks TLS. */
  tls: boolean
  /** The one trusted hop in front, if any: its address. */
  proxy?: string | undefined
  /** An administrator opened the device routes on plain HTTP inside a private network. */
  openDeviceRoutes: boolean
}

/** What the server knows of the way a request came. */
export interface Connection {
  /** The client's address, through the one trusted hop. */
  address(c: Context): string
  /** Over TLS, up to here or to the trusted hop. */
  encrypted(c: Context): boolean
  /** Encrypted, or never left this machine. */
  secure(c: Context): boolean
}

export function connectionOf({ tls, proxy }: ConnectionSettings): Connection {
  const peer = (c: Context): string => {
    const bindings: Partial<HttpBindings> | undefined = c.env
    return bindings?.incoming?.socket.remoteAddress ?? ''
  }
  const throughProxy = (c: Context) => proxy !== undefined && plain(peer(c)) === proxy
  const encrypted = (c: Context) => (throughProxy(c) ? c.req.header('x-forwarded-proto') === 'https' : tls)
  return {
    address: (c) =>
      throughProxy(c) ? (c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? peer(c)) : peer(c),
    encrypted,
    secure: (c) => encrypted(c) || (!throughProxy(c) && loopback(peer(c))),
  }
}

/** Refuses what would cross the network in the clear. `hint` says what to do instead. Throws Refused. */
export function demandSecure(connection: Connection, c: Context, hint: string): void {
  if (!connection.secure(c)) throw new Refused('insecure-transport', hint)
}

const plain = (address: string) => address.replace(/^::ffff:/, '')
const loopback = (address: string) => /^(127\.|::1$)/.test(plain(address))
