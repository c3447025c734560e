import { parseArgs } from 'node:util'
import { serve } from '@hono/node-server'
import { createPractice } from './app'

export interface Practice {
  port: number
  close(): Promise<void>
}

/**
 * Starts the practice platform on 127.0.0.1 and resolves once it listens. Port 0 takes a free one.
 * Rejects with the listen error (EADDRINUSE) when the port is taken.
 */
export function startPractice({ port }: { port: number }): Promise<Practice> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: createPractice().fetch, hostname: '127.0.0.1', port }, (address) => {
      resolve({
        port: address.port,
        close: () =>
          new Promise((done, failed) => {
            server.close((error) => (error ? failed(error) : done()))
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
    server.once('error', reject)
  })
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '8790' } } })
  const { port } = await startPractice({ port: Number(values.port) })
  console.log(`practice platform: http://127.0.0.1:${port}`)
}
