import type { Cell, Notebook, Output } from '../../lib/course/jupyter/client/notebook-file';
import { figureHtml } from '../../lib/src/notebook/figure-html';

export const markdown = (source: string): Cell => ({ cell_type: 'markdown', id: 'm', metadata: {}, source });
export const code = (source: string, ...outputs: Output[]): Cell => ({ cell_type: 'code', id: 'c', metadata: {}, source, outputs, execution_count: 1 });
export const shown = (data: Record<string, unknown>, metadata: Record<string, unknown> = {}): Output => ({ output_type: 'display_data', data, metadata });
export const notebook = (...cells: Cell[]): Notebook => ({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });

const figure = (title: string) => shown({ 'text/plain': title, 'text/html': figureHtml({ title, alt: `${title} It falls.`, data: [{ type: 'scatter', name: 'adam', y: [3, 2, 1] }] }) });

/** A small executed lesson with one of everything. */
export const adamLesson = notebook(
  markdown('# Why Adam, and not $v_t$ alone?\n\nAdam divides by $\\sqrt{v_t}$. See [momentum](01-momentum.ipynb#summary).'),
  code("import { show } from 'descent';", shown({ 'text/html': '<script>BUNDLE</script>', 'text/plain': '' }, { descent: { kind: 'plotly-bundle' } })),
  markdown('## The formula\n\n$$\nm_t = \\beta_1 m_{t-1}\n$$\n\nIt costs \\$5, or $5 and $6.\n\n\\begin{align}\na &= b\n\\end{align}'),
  code('show(loss);', figure('Does it fall?'), figure('Does it fall fast?')),
  code('console.log("<b>");', { output_type: 'stream', name: 'stdout', text: '\u001b[32m<b>\u001b[39m\n' }, { output_type: 'stream', name: 'stderr', text: 'careful\n' }),
  code('boom();', { output_type: 'error', ename: 'RangeError', evalue: 'beta < 1', traceback: ['RangeError: beta < 1', 'at line 1'] }),
  code('math("w");', shown({ 'text/latex': '$$w^2$$', 'text/plain': 'w^2' }), shown({ 'text/markdown': '**bold**', 'text/plain': 'bold' }), shown({ 'text/plain': 'plain <i>' })),
  markdown('# A second title\n\n## The formula\n\n![a dot](data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=)\n\n```ts\nconst a = 1;\n```'),
);

export const momentumLesson = notebook(markdown('# Why momentum?\n\nA heavy ball.\n\n## Summary\n\nIt rolls.'));
