import { BlockList, isIPv6 } from 'node:net'
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
  // An address can be spelt in several ways, and an IPv4 one arrives as IPv6 where the server listens on both.
  const trusted = new BlockList()
  if (proxy !== undefined) trusted.addAddress(proxy, family(proxy))
  const throughProxy = (c: Context) => trusted.check(peer(c), family(peer(c)))
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

const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')
const plain = (address: string) => address.replace(/^::ffff:/, '')
const loopback = (address: string) => /^(127\.|::1$)/.test(plain(address))
