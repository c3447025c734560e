import { parentPort, workerData } from 'node:worker_threads'

/**
 * The text of a PDF with where each piece stands, page by page; runs in a thread of its own, so that a file that eats memory
 * or never ends takes only this thread with it. Points count from the top left of the page.
 */
const { library, folder, bytes, maxPages } = workerData

try {
  parentPort.postMessage(await read())
} catch (error) {
  parentPort.postMessage({ problem: error?.name === 'PasswordException' ? 'encrypted' : 'broken' })
}

async function read() {
  const { getDocument, VerbosityLevel } = await import(library)
  const document = await getDocument({
    data: bytes,
    verbosity: VerbosityLevel.ERRORS,
    // Fonts of iText and the like name their characters by Adobe's tables and carry none.
    cMapUrl: `${folder}/cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${folder}/standard_fonts/`,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
  }).promise
  if (document.numPages > maxPages) return { problem: 'large' }
  const pages = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const [, , , top] = page.view
    const { items } = await page.getTextContent()
    pages.push(
      items.flatMap(({ str, transform, width, height }) =>
        typeof str === 'string' && str.trim() !== ''
          ? [{ text: str, x: transform[4], y: top - transform[5], width, height: height || Math.abs(transform[3]) }]
          : [],
      ),
    )
    page.cleanup()
  }
  return { pages }
}
