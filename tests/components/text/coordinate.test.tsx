import { Breakable } from '@/components/text/coordinate'
import { html } from '../html'

it.each([
  [
    'layers[2].mlp.down_proj.weight[3968, 7003]',
    'layers[2].<wbr/>mlp.<wbr/>down_proj.<wbr/>weight<wbr/><span class="whitespace-nowrap">[3968, 7003]</span>',
  ],
  [
    'npx find demo/tiny-set --revision 8465 --corpus demo-text',
    'npx find demo/<wbr/>tiny-set <wbr/><span class="whitespace-nowrap">--revision</span> 8465 <wbr/><span class="whitespace-nowrap">--corpus</span> demo-text',
  ],
  ['http://127.0.0.1:3000/api', 'http://127.0.0.1:3000/<wbr/>api'],
  ['layers.1.mlp is 2.171875', 'layers.1.<wbr/>mlp is 2.171875'],
  ['microsoft/Phi-3-mini', 'microsoft/<wbr/>Phi-3-mini'],
  ['weight[39,70], or more', 'weight<wbr/><span class="whitespace-nowrap">[39,70]</span>, or more'],
])(
  '%s breaks after dots and slashes and before row and column, and never within those, numbers and options',
  (text, expected) => expect(html(<Breakable text={text} />)).toBe(expected),
)
