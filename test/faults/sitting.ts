import type { FindingRow, SeatDetail } from '../../shared/api'
import type { Policy } from '../../shared/study/policy'
import type { DrivenBrowser, LaunchOptions } from '../e2e/drivers/browser'
import { handInNow, joinByCode, welcomeTab } from '../e2e/trainee'
import { openWorld, testExtension, type World } from '../e2e/world'
import { inventedId } from '../support/hr'

/** What the server makes of a seat, ms: what counts, and by reason what does not. */
export interface Figures {
  credited: number
  deductions: Record<string, number>
}

/** Somebody at a browser with the real extension, and the real server that their record goes to. */
export class Sitting<B extends DrivenBrowser> {
  private constructor(
    readonly world: World,
    readonly browser: B,
    readonly name: string,
  ) {}

  /** The first of these people joins in a fresh browser. */
  static async begin<B extends DrivenBrowser>(
    launch: (options: LaunchOptions) => Promise<B>,
    kind: 'chrome-mv3' | 'firefox-mv3',
    names: readonly [string, ...string[]],
    { pin, policy }: { pin?: string; policy?: Policy } = {},
  ): Promise<Sitting<B>> {
    const world = await openWorld(
      names.map((name, i) => ({ name, id: inventedId(i + 1) })),
      policy,
    )
    const browser = await launch({ extension: testExtension(kind), hosts: world.hosts })
    const sitting = new Sitting(world, browser, names[0])
    await joinByCode(await welcomeTab(browser), {
      server: world.server.url,
      code: sitting.codeOf(names[0]),
      ...(pin && { pin }),
    })
    return sitting
  }

  codeOf(name: string): string {
    const slip = this.world.slips.find((one) => one.name === name)
    if (!slip) throw new Error(`no slip for ${name}`)
    return slip.code
  }

  async seat(name = this.name): Promise<SeatDetail> {
    const row = (await this.world.hr.class(this.world.opened.id)).roster.find((one) => one.name === name)
    if (!row) throw new Error(`${name} is not on the roster`)
    return this.world.hr.seat(row.seat)
  }

  /** What the seat has when all was handed in. */
  async figures(name = this.name): Promise<Figures> {
    const { days } = await this.seat(name)
    const deductions: Record<string, number> = {}
    for (const day of days)
      for (const [reason, ms] of Object.entries(day.deductions)) deductions[reason] = (deductions[reason] ?? 0) + ms
    return { credited: days.reduce((sum, { credited }) => sum + credited, 0), deductions }
  }

  /** What the seat gained by what is done now. */
  async gained(work: () => Promise<unknown>): Promise<Figures> {
    const before = await this.figures()
    await work()
    await handInNow(this.browser)
    const after = await this.figures()
    const gained: Figures = { credited: after.credited - before.credited, deductions: {} }
    for (const [reason, ms] of Object.entries(after.deductions)) {
      const more = ms - (before.deductions[reason] ?? 0)
      if (more > 0) gained.deductions[reason] = more
    }
    return gained
  }

  /** What was found in the class until now. */
  findings(): Promise<FindingRow[]> {
    return this.world.hr.findings(this.world.opened.id)
  }

  /** What somebody would have to answer for. */
  async accusations(): Promise<FindingRow[]> {
    return (await this.findings()).filter(({ severity }) => severity !== 'note')
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.world.close()
  }
}

export const lost = ({ deductions }: Figures): number => Object.values(deductions).reduce((sum, ms) => sum + ms, 0)
