import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { Suspense } from 'react'
import { HeaderSearch } from '@/components/search/header-box'
import { Footer } from '@/components/site/footer'
import { Header } from '@/components/site/header'
import { Waiting } from '@/components/site/waiting'
import { TYPEFACES } from './fonts'
import { readTheme, THEME_COOKIE } from '@/lib/theme'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Super Weights: a registry', template: '%s · Super Weights' },
  description: 'The public registry of super-weight coordinates of language models: browse, submit, verify, fetch.',
}

/** What the browser paints before the style sheet has come: the chosen one at once. */
export async function generateViewport(): Promise<Viewport> {
  return { colorScheme: (await chosenTheme()) ?? 'light dark' }
}

const chosenTheme = async () => readTheme((await cookies()).get(THEME_COOKIE)?.value)

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const theme = await chosenTheme()
  return (
    <html lang="en" className={TYPEFACES} data-theme={theme ?? undefined} suppressHydrationWarning>
      <body className="flex min-h-dvh flex-col font-sans leading-6 antialiased">
        <Header search={<HeaderSearch />} />
        {children}
        <Footer theme={theme} />
        <Suspense>
          <Waiting />
        </Suspense>
      </body>
    </html>
  )
}
