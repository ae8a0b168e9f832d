import type { Instruction, WasmFunction } from './module';

const lineLength = 110;

/**
 * The kernel as WebAssembly text, the form in which browsers' tools and `wat2wasm` read it: every instruction in brackets with its operands,
 * and each line of the formula above what it became.
 */
export function moduleText(functions: readonly WasmFunction[]): string {
  return ['(module', '  (import "tfjs" "memory" (memory 0))', ...functions.map(functionText)].join('\n') + ')\n';
}

function functionText({ name, parameters, results, locals, body }: WasmFunction): string {
  const declared = (word: 'param' | 'local', names: WasmFunction['locals']): string[] =>
    [...names].map(([local, type]) => `(${word} ${identifier(local)} ${type})`);
  const head = [`(export "${name}")`, ...declared('param', parameters), ...results.map(type => `(result ${type})`)];
  const statements = body.map(statement => `\n${print(statement, 4)}`);
  return `  (func${filled(head)}${filled(declared('local', locals))}${statements.join('')})`;
}

/** As many on a line as fit. */
function filled(items: readonly string[]): string {
  let text = '';
  for (const item of items) {
    const line = text.slice(text.lastIndexOf('\n') + 1);
    text += text !== '' && line.length + 1 + item.length <= lineLength ? ` ${item}` : `\n    ${item}`;
  }
  return text;
}

/** On one line where it fits, else one operand a line. */
function print(instruction: Instruction, indent: number): string {
  const { opcode, operands } = instruction;
  const margin = ' '.repeat(indent);
  if (opcode === 'note') return `${margin};; ${instruction.immediates.join(' ')}`;
  const inner = (parts: readonly Instruction[], by: number): string => parts.map(part => `\n${print(part, indent + by)}`).join('');
  if (opcode === 'if') return `${margin}(if ${flat(operands[0] as Instruction)}\n${margin}  (then${inner(operands.slice(1), 4)}))`;
  if (opcode !== 'loop' && margin.length + flat(instruction).length <= lineLength) return margin + flat(instruction);
  return `${margin}(${head(instruction)}${inner(operands, 2)})`;
}

function flat(instruction: Instruction): string {
  return `(${[head(instruction), ...instruction.operands.map(flat)].join(' ')})`;
}

function head({ opcode, immediates }: Instruction): string {
  if (/^(local\.|loop|br|call)/.test(opcode)) return `${opcode} ${identifier(String(immediates[0]))}`;
  if (/^(v128\.load|v128\.store$|[if]32\.(load|store))/.test(opcode)) return [opcode, ...immediates.map(offset => `offset=${offset}`)].join(' ');
  return [opcode, ...immediates].join(' ');
}

/** Names may hold no blanks, brackets or commas: eta * sqrt(1 - beta2^t) becomes $eta*sqrt<1-<beta2^t>>. */
function identifier(name: string): string {
  return '$' + name.replace(/\s/g, '').replace(/\(/g, '<').replace(/\)/g, '>').replace(/,/g, '|');
}
