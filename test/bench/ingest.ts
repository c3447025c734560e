import { type Device, steady } from '../support/device'
import { startServer } from '../support/server'
import { percentile, pool, post } from './http'
import { rawInserts } from './raw'
import { joinedDevices } from './seats'

const BATCH = 50
const course = { key: 'c-1001', title: '养老护理员（初级）', hours: '24' }
const HOUR = 3_600_000

/** Writes `count` watch entries of 300 s each behind the chain's first three, ending now. */
function study(device: Device, count: number, from: number): void {
  const view = from + 1
  const spans = Array.from({ length: count }, (_, i) => [steady(view + i * 300_000, 300_000, (i % 12) * 300_000)])
  device.watch(course, { key: 'res-7', title: '第一节 老年人生活照料', duration: HOUR }, spans, view)
}

/**
 * Durable verified entries a second through HTTP, and the ratio to raw inserts of the same bytes in batches of 50;
 * then the acknowledgement time seen by 200 devices that each hand in one small batch a second.
 */
export async function benchIngest(dir: string, { devices = 200, entries = 500, seconds = 10 } = {}) {
  const server = await startServer({ dataDir: `${dir}/ingest` })
  try {
    const all = await joinedDevices(server, devices)
    for (const device of all) study(device, entries, Date.now() - entries * 300_000)
    const raw = rawInserts(
      dir,
      all.map((device) => device.entries),
      BATCH,
    )

    // Signed beforehand: the devices' work is spread over 200 machines in life, and a challenge holds for ten minutes.
    const storms = all.map((device) => ({ device, requests: batchesOf(device) }))
    const count = all.reduce((sum, device) => sum + device.entries.length, 0)
    const started = performance.now()
    await pool(storms, 32, async ({ device, requests }) => {
      for (const { headers, body } of requests) await acknowledged(server.url, device, body, headers)
    })
    const perSecond = count / ((performance.now() - started) / 1000)

    const times: number[] = []
    const begin = performance.now()
    await Promise.all(
      all.map(async (device, n) => {
        for (let round = 0; round < seconds; round++) {
          const due = begin + round * 1000 + (n / all.length) * 1000
          await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
          const from = device.entries.length
          study(device, 1, Date.now() - 300_000)
          times.push(await acknowledged(server.url, device, device.body(from)))
        }
      }),
    )
    times.sort((a, b) => a - b)
    return {
      entriesPerSecond: Math.round(perSecond),
      rawPerSecond: Math.round(raw),
      ratio: Number((perSecond / raw).toFixed(2)),
      acknowledgement: {
        devices,
        requests: times.length,
        p50ms: round(percentile(times, 0.5)),
        p99ms: round(percentile(times, 0.99)),
      },
    }
  } finally {
    await server.stop()
  }
}

function batchesOf(device: Device): { headers: Record<string, string>; body: string }[] {
  return Array.from({ length: Math.ceil(device.entries.length / BATCH) }, (_, i) => {
    const body = device.body(i * BATCH, Math.min((i + 1) * BATCH, device.entries.length) - 1)
    return { headers: device.syncHeaders(body), body }
  })
}

async function acknowledged(
  url: string,
  device: Device,
  body: string,
  headers = device.syncHeaders(body),
): Promise<number> {
  const { status, text, ms } = await post(`${url}/sync`, headers, body)
  const answer = JSON.parse(text)
  if (status !== 200) throw new Error(`sync: ${status} ${text}`)
  device.challenge = answer.challenge
  return ms
}

const round = (ms: number) => Number(ms.toFixed(1))
