import { Link } from '@/components/site/link'
import { DepthRows, DepthShape, KIND_WORDS } from '@/components/plots/depth-rows'
import { Empty } from '@/components/site/empty'
import { PageHead } from '@/components/site/page'
import { address } from '@/components/table/address'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { count, plural } from '@/components/text/format'
import { Section } from '@/components/text/section'
import { DEPTH_KINDS, type DepthFamily } from '@/lib/depths/schema'
import { NOT_KNOWN } from '@/lib/facets/ranges'

/** Where super weights sit, over all models, by family. */
export function FamiliesPage({ families }: { families: readonly DepthFamily[] }) {
  const known = families.filter(({ family }) => family !== null)
  return (
    <>
      <PageHead title="Families">
        <p>
          Where super weights lie between the first and the last layer, by architecture family. Verified and published
          ones are kept apart: a published one is what others say, and nothing was measured here.
        </p>
        <Answer families={families} />
      </PageHead>
      {families.length === 0 ? (
        <div className="mt-10">
          <Empty title="No weight is on record yet">
            <Link href="/submit" className="link">
              Submit the first coordinate
            </Link>
          </Empty>
        </div>
      ) : (
        <>
          <Legend stated={families.flatMap((of) => of.models).filter((model) => model.stated_by !== null).length} />
          {known.map((family) => (
            <Family key={family.family} family={family} />
          ))}
          <Unplaced families={families} />
          <Section id="counts" title="In numbers">
            <Counts families={families} />
          </Section>
        </>
      )}
    </>
  )
}

/** What all families together say. */
function Answer({ families }: { families: readonly DepthFamily[] }) {
  const sum = (of: (family: DepthFamily) => number) => families.reduce((total, family) => total + of(family), 0)
  const placed = sum(({ placed: n }) => n)
  if (placed === 0) return null
  return (
    <p className="mt-4 text-ink">
      Of {plural(placed, 'weight')} verified or published at a known depth, {count(sum(({ early }) => early))} lie in
      the first third of the layers and {count(sum(({ late }) => late))} in the last.
    </p>
  )
}

const indexOf = (family: string | null, more: Readonly<Record<string, string>> = {}) =>
  address('/weights', { family: family ?? NOT_KNOWN, ...more })

function Counts({ families }: { families: readonly DepthFamily[] }) {
  return (
    <Table
      stacked
      caption="Weights on record by family. Early and late are the first and the last third of the layers, and count those verified or published whose depth is known."
      head={
        <>
          <Th>Family</Th>
          <Th right>Models</Th>
          <Th right>Verified</Th>
          <Th right>Published</Th>
          <Th right>Not confirmed</Th>
          <Th right>Negative</Th>
          <Th right>Early</Th>
          <Th right>Late</Th>
        </>
      }
    >
      {families.map((of) => (
        <Tr key={of.family ?? ''}>
          <RowHead>
            <Link href={indexOf(of.family)} className="link">
              {of.family ?? 'not known'}
            </Link>
          </RowHead>
          <Td right label="Models">
            {count(of.models.length)}
          </Td>
          <Td right label="Verified">
            {count(of.verified)}
          </Td>
          <Td right label="Published">
            {count(of.published)}
          </Td>
          <Td right label="Not confirmed">
            {count(of.not_confirmed)}
          </Td>
          <Td right label="Negative">
            {count(of.negative)}
          </Td>
          <Td right label="Early">
            <Share n={of.early} of={of.placed} />
          </Td>
          <Td right label="Late">
            <Share n={of.late} of={of.placed} />
          </Td>
        </Tr>
      ))}
    </Table>
  )
}

function Share({ n, of }: { n: number; of: number }) {
  if (of === 0) return <span className="text-muted">not known</span>
  return (
    <span className="whitespace-nowrap">
      {n} of {of}
    </span>
  )
}

function Legend({ stated }: { stated: number }) {
  return (
    <div className="mt-10 text-note">
      <ul aria-label="Shapes" className="flex flex-wrap gap-x-6 gap-y-1">
        {DEPTH_KINDS.map((kind) => (
          <li key={kind} className="flex items-center gap-2">
            <svg aria-hidden="true" width="14" height="14">
              <DepthShape kind={kind} at={50} y={7} />
            </svg>
            {KIND_WORDS[kind]}
          </li>
        ))}
      </ul>
      <p className="mt-2 max-w-prose text-muted">
        A letter is the class, a number how many weights share the layer and what is known of them.
        {stated > 0 && (
          <>
            {' '}
            The number of layers of {plural(stated, 'model')} is as{' '}
            <Link href="/sources#facts" className="link">
              others state it
            </Link>
            ; that of the others was read from their checkpoints.
          </>
        )}
      </p>
    </div>
  )
}

/** A row for each model whose layers are known. */
function Family({ family: { family, models } }: { family: DepthFamily }) {
  const placed = models.filter((model) => model.layers !== null)
  if (placed.length === 0) return null
  return (
    <section aria-labelledby={`family-${family}`} className="mt-9">
      <h2 id={`family-${family}`} className="sr-only">
        {family}
      </h2>
      <DepthRows
        id={`depth-${family}`}
        title={family ?? 'not known'}
        rows={placed.map(({ repo, layers, marks }) => ({ name: `${repo} (${layers} layers)`, marks }))}
      />
      <p className="mt-2 text-note text-muted">
        In the index:{' '}
        {placed.map(({ repo }, i) => (
          <span key={repo}>
            {i > 0 && ', '}
            <Link href={address('/weights', { repo, sort: 'layer' })} className="link wrap-anywhere">
              {repo}
            </Link>
          </span>
        ))}
      </p>
    </section>
  )
}

/** Models that have no row, and why. */
function Unplaced({ families }: { families: readonly DepthFamily[] }) {
  const models = families.flatMap((family) => family.models).filter((model) => model.layers === null)
  if (models.length === 0) return null
  return (
    <Section
      id="not-placed"
      title="Without a depth"
      intro="The number of layers of these models is not known: no checkpoint of them was read here, and no source at hand states it."
    >
      <ul className="columns-1 gap-x-8 sm:columns-2">
        {models.map(({ repo, marks }) => (
          <li key={repo} className="wrap-anywhere">
            <Link href={address('/weights', { repo, sort: 'layer' })} className="link">
              {repo}
            </Link>{' '}
            <span className="text-note text-muted">
              {marks.length === 1 ? 'layer' : 'layers'} {[...new Set(marks.map(({ layer }) => layer))].join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
