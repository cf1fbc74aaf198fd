/** A repo as a heading: a line ends after the owner rather than within the name, which browsers break at its hyphens. */
export function RepoName({ repo }: { repo: string }) {
  const [owner = '', name = ''] = repo.split('/')
  return (
    <>
      {owner}/<wbr />
      <span className="inline-block max-w-full wrap-break-word">{name}</span>
    </>
  )
}
