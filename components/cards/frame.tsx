import { drawable } from './typefaces'

/** The light colours of app/globals.css: a card is shown on other sites, whose appearance is not known. */
export const INK = '#1d1b18'
export const MUTED = '#5e5a53'
export const ACCENT = '#a5361a'
const EDGE = '#8d877c'
const RULE = '#dfdbd2'
const PAPER = '#fcfbf9'

/** Pixels: the inner width, between the margins. */
export const WIDTH = 1056

export interface CardWords {
  /** `SW-000001, version 2` */
  readonly name: string
  readonly repo: string
  /** What it is about; coordinates, each a line. */
  readonly subject: { readonly lines: readonly string[]; readonly mono: boolean }
  /** Evidence in words: class, level. */
  readonly facts: readonly string[]
}

/** A card: the registry's name, what the page is about, how good the evidence is, and one plot. What draws it knows flex boxes and no style sheets. */
export function CardFrame({ words, plot }: { words: CardWords; plot: React.ReactNode }) {
  const { name, repo, subject, facts } = words
  return (
    <div style={FRAME}>
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', fontSize: 30 }}>
        <div style={{ display: 'flex', alignItems: 'center', fontFamily: 'serif' }}>
          <Mark />
          Super Weights
        </div>
        <div style={{ color: MUTED }}>{drawable(name)}</div>
      </div>
      <div style={{ display: 'flex', flexDirection: 'column' }}>
        {repo !== '' && (
          <div style={{ color: MUTED, fontSize: fitting(repo, 36, 0.52), marginBottom: 14 }}>{drawable(repo)}</div>
        )}
        <Subject {...subject} />
      </div>
      <div style={{ display: 'flex', flexDirection: 'column', borderTop: `2px solid ${RULE}`, paddingTop: 26 }}>
        <div style={{ display: 'flex', fontSize: 32, marginBottom: 20 }}>{drawable(facts.join('  ·  '))}</div>
        {plot}
      </div>
    </div>
  )
}

const FRAME = {
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'space-between',
  width: '100%',
  height: '100%',
  padding: '56px 72px',
  background: PAPER,
  color: INK,
  fontFamily: 'sans',
} as const

function Subject({ lines, mono }: CardWords['subject']) {
  const longest = lines.reduce((a, b) => (b.length > a.length ? b : a), '')
  const size = fitting(longest, lines.length > 1 ? 36 : 52, mono ? 0.6 : 0.56)
  const face = { fontSize: size, fontFamily: mono ? 'mono' : 'sans', fontWeight: mono ? 400 : 600 } as const
  return (
    <div style={{ display: 'flex', flexDirection: 'column' }}>
      {lines.map((line) => (
        <div key={line} style={{ ...face, lineHeight: 1.3, wordBreak: 'break-all' }}>
          {drawable(line)}
        </div>
      ))}
    </div>
  )
}

/** Smallest size at which a card is still read. Longer text wraps. */
const LEAST = 26

/** The size in pixels at which a text fits on one line. @param advance mean width of a character, in its size */
function fitting(text: string, most: number, advance: number): number {
  return Math.max(LEAST, Math.min(most, Math.floor(WIDTH / (advance * text.length))))
}

/** A bar of a plot, named at its end. */
export function Bar({ length, tone, words }: { length: number; tone: string; words: string }) {
  return (
    <div style={{ display: 'flex', alignItems: 'center', height: 40, fontSize: 26 }}>
      <div style={{ width: Math.max(4, Math.round(length)), height: 22, background: tone, marginRight: 16 }} />
      <div style={{ color: MUTED }}>{drawable(words)}</div>
    </div>
  )
}

/** One box a layer: filled where one was reproduced here, empty where one is only claimed. */
export function LayerStrip({ layers }: { layers: readonly ('verified' | 'claimed' | null)[] }) {
  const step = Math.min(40, WIDTH / layers.length)
  const box = { width: step - Math.min(4, step / 4), height: 40, marginRight: Math.min(4, step / 4) }
  return (
    <div style={{ display: 'flex' }}>
      {layers.map((state, i) => (
        <div
          key={i}
          style={{
            ...box,
            border: `2px solid ${state === null ? RULE : state === 'claimed' ? EDGE : ACCENT}`,
            background: state === 'verified' ? ACCENT : state === 'claimed' ? RULE : PAPER,
          }}
        />
      ))}
    </div>
  )
}

function Mark() {
  return (
    <svg width="44" height="30" viewBox="0 0 26 18" style={{ marginRight: 16 }}>
      <path
        d="M1 16h6l2.5-14 2.5 14h13"
        fill="none"
        stroke={ACCENT}
        strokeWidth="1.75"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  )
}
