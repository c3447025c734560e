import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import * as v from 'valibot'
import { Refused } from '../ledger/accept'
import { sourceRefusals } from './refusals'

const piece = v.object({ text: v.string(), x: v.number(), y: v.number(), width: v.number(), height: v.number() })
/** A run of letters as it stands on a page, in points from its top left. */
export type Piece = v.InferOutput<typeof piece>
const answer = v.union([
  v.object({ pages: v.array(v.array(piece)) }),
  v.object({ problem: v.picklist(['encrypted', 'broken', 'large']) }),
])

const MAX_PAGES = 500
const MEMORY_MB = 512
const PATIENCE = 120_000

const folder = new URL('./pdf/', import.meta.url)
const library = createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.mjs')

/** The text of a PDF, page by page. Throws `file-refused`: encrypted, broken, too large, or without any text (a scan). */
export async function textOfPdf(bytes: Uint8Array): Promise<Piece[][]> {
  const read = await inThread(bytes)
  if ('problem' in read) throw new Refused('file-refused', sourceRefusals[`pdf-${read.problem}`])
  const pieces = read.pages.flat()
  if (pieces.length === 0) throw new Refused('file-refused', sourceRefusals['pdf-scan'])
  const letters = pieces.map(({ text }) => text).join('')
  const unknown = letters.match(/[\ufffd\p{Co}\p{Cn}\p{Cc}]/gu)?.length ?? 0
  if (unknown > letters.length / 5) throw new Refused('file-refused', sourceRefusals['pdf-letters'])
  return read.pages
}

function inThread(bytes: Uint8Array): Promise<v.InferOutput<typeof answer>> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('read-text.mjs', folder), {
      workerData: {
        library: pathToFileURL(library).href,
        folder: dirname(dirname(dirname(library))),
        bytes: new Uint8Array(bytes),
        maxPages: MAX_PAGES,
      },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
      execArgv: [],
      // The library tells the console that it cannot draw; nobody asks it to.
      stdout: true,
      stderr: true,
    })
    worker.stdout.resume()
    worker.stderr.resume()
    const end = (result: v.InferOutput<typeof answer>) => {
      clearTimeout(timer)
      resolve(result)
      void worker.terminate()
    }
    const timer = setTimeout(() => end({ problem: 'large' }), PATIENCE)
    worker.once('message', (message) => end(v.parse(answer, message)))
    worker.once('error', () => end({ problem: 'broken' }))
    worker.once('exit', () => end({ problem: 'broken' }))
  })
}
