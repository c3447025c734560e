import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

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
  /** TLS, or loopback. */
  secure(c: Context): boolean
}

export function connectionOf({ tls, proxy }: ConnectionSettings): Connection {
  const peer = (c: Context): string => {
    const bindings: Partial<HttpBindings> | undefined = c.env
    return bindings?.incoming?.socket.remoteAddress ?? ''
  }
  const throughProxy = (c: Context) => proxy !== undefined && plain(peer(c)) === proxy
  return {
    address: (c) =>
      throughProxy(c) ? (c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? peer(c)) : peer(c),
    secure: (c) => (throughProxy(c) ? c.req.header('x-forwarded-proto') === 'https' : tls || loopback(peer(c))),
  }
}

const plain = (address: string) => address.replace(/^::ffff:/, '')
const loopback = (address: string) => /^(127\.|::1$)/.test(plain(address))
