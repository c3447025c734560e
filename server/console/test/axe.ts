import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds on the page as it stands; with `only`, by that rule alone. */
export async function violations(page: Page, only?: string): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async (rule) => {
    const result = await axeOf(globalThis).run(document, {
      resultTypes: ['violations'],
      ...(rule !== undefined && { runOnly: rule }),
    })
    return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)

    /** The script above leaves itself here. */
    function axeOf(scope: object): typeof axe {
      return (scope as { axe: typeof axe }).axe
    }
  }, only)
}
