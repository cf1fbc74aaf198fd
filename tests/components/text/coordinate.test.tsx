import { Breakable } from '@/components/text/coordinate'
import { html } from '../html'

it.each([
  [
    'layers[2].mlp.down_proj.weight[3968, 7003]',
    'layers[2].<wbr/>mlp.<wbr/>down_proj.<wbr/>weight<wbr/><span class="whitespace-nowrap">[3968, 7003]</span>',
  ],
  ['microsoft/Phi-3-mini', 'microsoft/<wbr/>Phi-3-mini'],
  ['weight[39,70], or more', 'weight<wbr/><span class="whitespace-nowrap">[39,70]</span>, or more'],
])('%s breaks after dots and slashes and before row and column, and never within them', (text, expected) =>
  expect(html(<Breakable text={text} />)).toBe(expected),
)
