/** A note beside the text: in the margin of a wide screen, else between its paragraphs. */
export function Aside({ children }: { children: React.ReactNode }) {
  return (
    <aside className="my-5 max-w-(--container-prose) border-l-2 border-rule pl-4 text-note text-muted min-[88rem]:float-right min-[88rem]:clear-right min-[88rem]:-mr-60 min-[88rem]:mt-1 min-[88rem]:w-52 print:border-l-2 [&_a]:underline [&_a]:decoration-accent [&_a]:underline-offset-4">
      {children}
    </aside>
  )
}
