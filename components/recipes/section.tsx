import { CodeBlock } from '@/components/text/code-block'
import { Section } from '@/components/text/section'
import { recipesFor, type Subject } from '@/lib/recipes'

/** How to set the weights of a record to zero and to put them back, by tool; the first one open. */
export function Recipes({ subject }: { subject: Subject }) {
  const recipes = recipesFor(subject)
  if (recipes.length === 0) return null
  const them = subject.weights.length === 1 ? 'it' : 'them'
  return (
    <Section id="edit" title={`Remove ${them}, and put ${them} back`}>
      <div className="max-w-3xl border-t border-rule">
        {recipes.map(({ id, title, language, edit, undo, note }, i) => (
          <details key={id} open={i === 0} name="recipe" className="border-b border-rule py-3">
            <summary className="cursor-pointer font-semibold hover:text-accent">{title}</summary>
            <p className="mt-2 text-note text-muted">{note}</p>
            <h3 className="mt-4 mb-1.5 text-[0.9375rem]">Remove</h3>
            <CodeBlock code={edit} language={language} what={`${title}: remove`} />
            <h3 className="mt-4 mb-1.5 text-[0.9375rem]">Put back</h3>
            <CodeBlock code={undo} language={language} what={`${title}: put back`} />
          </details>
        ))}
      </div>
    </Section>
  )
}
