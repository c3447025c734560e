import { and, desc, eq, lte } from 'drizzle-orm'
import { videosFile } from '../../../shared/package/claim-layout'
import { files } from '../../../shared/package/layout'
import { parseFile } from '../../../shared/package/parse'
import { openZip } from '../../claim/open-zip'
import type { Deps } from '../../deps'
import { keptText } from '../kept-text'
import type { Seen } from './verified'

/** The firm's newest claims are looked through. */
const MOST = 50

interface Listed {
  text: string
  claim: string | null
}

/**
 * data/videos.json of the firm's claim that lists these videos and no others, else of the newest that lists one of them, and which claim that is; undefined
 * where none does. Of packages that had come by `asOf` alone, and of one claim, where they are given.
 */
export async function listedVideos(
  { store, packages }: Pick<Deps, 'store' | 'packages'>,
  organisation: string,
  firm: string,
  { videos }: Pick<Seen, 'videos'>,
  { asOf, claim: only }: { asOf?: number; claim?: string | undefined } = {},
): Promise<Listed | undefined> {
  const { bureauPackage } = store.t
  const rows = await store.read
    .select({ sha256: bureauPackage.sha256, claim: bureauPackage.claim })
    .from(bureauPackage)
    .where(
      and(
        ...[eq(bureauPackage.organisation, organisation), eq(bureauPackage.firm, firm)],
        eq(bureauPackage.kind, 'claim'),
        asOf === undefined ? undefined : lte(bureauPackage.at, asOf),
        only === undefined ? undefined : eq(bureauPackage.claim, only),
      ),
    )
    .orderBy(desc(bureauPackage.at))
    .limit(MOST)
  let shared: Listed | undefined
  for (const { sha256, claim } of rows) {
    if (!(await packages.has(sha256))) continue
    const zip = await openZip(packages.path(sha256))
    try {
      const text = await keptText(zip, files.videos)
      if (!text || !videos.some((hash) => text.includes(hash))) continue
      if (listsThese(text, videos)) return { text, claim }
      shared ??= { text, claim }
    } finally {
      zip.close()
    }
  }
  return shared
}

function listsThese(text: string, videos: readonly string[]): boolean {
  const parsed = parseFile(videosFile, text)
  if ('problem' in parsed) return false
  const listed = new Set(parsed.value.lessons.flatMap(({ files }) => files.map(({ sha256 }) => sha256)))
  return listed.size === videos.length && videos.every((hash) => listed.has(hash))
}
