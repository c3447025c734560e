import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import type { Me } from '../../shared/api'
import { useAct } from './client/act'
import { isOneOf, leave } from './client/session'
import { Button } from './parts/button'
import { ProblemNote } from './parts/note'
import { type Place, placesOf } from './places'
import { BackupBanner } from './screens/keep/banner'
import { common } from './words/common'
import { chooseLocale, locale } from './words/locale'

const mine = ({ roles }: Place) => roles === undefined || isOneOf(...roles)

/** The frame around every screen of somebody signed in. */
export function Shell({ me, children }: { me: Me; children: ComponentChildren }) {
  const { path } = useLocation()
  const act = useAct()
  return (
    <>
      <a class="skip" href="#main">
        {common.skip}
      </a>
      <header class="bar">
        <div class="bar-inner">
          <Brand />
          <nav class="bar-nav" aria-label={common.mainNavigation}>
            {placesOf(me)
              .filter(mine)
              .map(({ href, label, under }) => (
                <a key={href} href={href} aria-current={under.test(path) ? 'page' : undefined}>
                  {label}
                </a>
              ))}
          </nav>
          <div class="row-wide">
            <span>
              {me.organisation.name} <a href="/settings/security">{me.user.name}</a>
            </span>
            <LanguageSwitch />
            <Button kind="link" act={act} onClick={() => void act.run(leave)}>
              {common.signOut}
            </Button>
          </div>
        </div>
      </header>
      <BackupBanner />
      <main class="page" id="main" tabIndex={-1}>
        {act.problem && <ProblemNote problem={act.problem} />}
        {children}
      </main>
    </>
  )
}

export function LanguageSwitch() {
  const next = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <button type="button" class="button button-link" lang={next} onClick={() => chooseLocale(next)}>
      {common.language}
    </button>
  )
}

export function Brand() {
  return (
    <a class="brand" href="/">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="4" />
        <path
          class="stroke"
          d="M6 22h5v-6h5v-5h5V6h5"
          fill="none"
          stroke-width="3"
          stroke-linejoin="round"
          stroke-linecap="round"
        />
      </svg>
      {common.product}
    </a>
  )
}
