import type { MimeBundle, Output } from './notebook-file';

type Display = Extract<Output, { output_type: 'display_data' | 'execute_result' }>;

/** Every output of a kernel that can still be replaced, by display id. One register serves all cells: a cell may update an earlier one's. */
export type Displays = Map<string, Display[]>;

/** Adds what an IOPub message shows to the outputs of its cell, and returns the output that is new or changed, if any. */
export function applyMessage(outputs: Output[], displays: Displays, type: string, content: Record<string, unknown>): Output | undefined {
  switch (type) {
    case 'stream':
      return addStream(outputs, content['name'] === 'stderr' ? 'stderr' : 'stdout', String(content['text']));
    case 'display_data':
    case 'execute_result':
      return addDisplay(outputs, displays, type, content);
    case 'update_display_data':
      return updateDisplay(displays, content);
    case 'error': {
      const { ename, evalue, traceback } = content as { ename: string; evalue: string; traceback: string[] };
      const error: Output = { output_type: 'error', ename, evalue, traceback };
      outputs.push(error);
      return error;
    }
    default:
      return undefined;
  }
}

/** All that a cell printed on stderr, as one text. */
export function stderrOf(outputs: Output[]): string {
  return outputs.flatMap(output => (output.output_type === 'stream' && output.name === 'stderr' ? [output.text] : [])).join('');
}

function addStream(outputs: Output[], name: 'stdout' | 'stderr', text: string): Output {
  const last = outputs.at(-1);
  if (last?.output_type === 'stream' && last.name === name) {
    last.text += text;
    return last;
  }
  const stream: Output = { output_type: 'stream', name, text };
  outputs.push(stream);
  return stream;
}

function addDisplay(outputs: Output[], displays: Displays, type: Display['output_type'], content: Record<string, unknown>): Output {
  const shown = { data: content['data'] as MimeBundle, metadata: (content['metadata'] ?? {}) as Record<string, unknown> };
  const display: Display = type === 'display_data'
    ? { output_type: type, ...shown }
    : { output_type: type, ...shown, execution_count: (content['execution_count'] ?? null) as number | null };
  outputs.push(display);
  const id = displayId(content);
  if (id !== undefined) displays.set(id, [...(displays.get(id) ?? []), display]);
  return display;
}

function updateDisplay(displays: Displays, content: Record<string, unknown>): Output | undefined {
  const shown = displays.get(displayId(content) ?? '') ?? [];
  for (const display of shown) {
    display.data = content['data'] as MimeBundle;
    display.metadata = (content['metadata'] ?? {}) as Record<string, unknown>;
  }
  return shown[0];
}

function displayId(content: Record<string, unknown>): string | undefined {
  return (content['transient'] as { display_id?: string } | undefined)?.display_id;
}
