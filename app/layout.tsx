import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { HeaderSearch } from '@/components/search/header-box'
import { Footer } from '@/components/site/footer'
import { Header } from '@/components/site/header'
import { readTheme, THEME_COOKIE } from '@/lib/theme'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Super Weights: a registry', template: '%s · Super Weights' },
  description: 'The public registry of super-weight coordinates of language models: browse, submit, verify, fetch.',
}

export const viewport: Viewport = { colorScheme: 'light dark' }

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value)
  return (
    <html lang="en" data-theme={theme ?? undefined} suppressHydrationWarning>
      <body className="flex min-h-dvh flex-col font-sans leading-6 antialiased">
        <Header search={<HeaderSearch />} />
        {children}
        <Footer theme={theme} />
      </body>
    </html>
  )
}
