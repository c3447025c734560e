import type { Store } from '../db/store'

/** What is chosen so far in a paper: the newest replaces what was saved before. */
export async function keepDraft(
  store: Store,
  { paper, answers, savedAt }: { paper: string; answers: string; savedAt: number },
): Promise<void> {
  const { t } = store
  await store.tx((q) =>
    q
      .insert(t.testDraft)
      .values({ paper, answers, savedAt })
      .onConflictDoUpdate({ target: t.testDraft.paper, set: { answers, savedAt } })
      .returning({ paper: t.testDraft.paper }),
  )
}
