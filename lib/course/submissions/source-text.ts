import { NotGradable } from './submission';
import { shownName } from './shown-name';

export interface SourceText {
  /** UTF-8 without a mark, lines ended by \n. */
  readonly bytes: Uint8Array;
  /** What it was, where that was not UTF-8. */
  readonly was?: 'UTF-16';
}

/**
 * The text of a source file, however an editor saved it: UTF-8 with a byte-order mark or without, UTF-16 (with a mark, or plain to see from the zeros
 * between Latin letters), lines ended by \r\n. Errors: `NotGradable` for bytes that are no such text.
 */
export function sourceText(path: string, bytes: Uint8Array): SourceText {
  const wide = utf16(bytes);
  try {
    // Both decoders drop a byte-order mark.
    const text = new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\0')) throw new NotGradable(`${shownName(path)} is not text: it holds zero bytes`);
    return { bytes: Buffer.from(text.replaceAll('\r\n', '\n')), ...(wide && { was: 'UTF-16' }) };
  } catch (error) {
    if (error instanceof NotGradable) throw error;
    throw new NotGradable(`${shownName(path)} is not ${wide ? 'UTF-16' : 'UTF-8'} text; save it as UTF-8`);
  }
}

function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.length % 2 === 1) return undefined;
  let [even, odd] = [0, 0];
  for (let i = 0; i < bytes.length; i += 2) {
    if (bytes[i] === 0) even += 1;
    if (bytes[i + 1] === 0) odd += 1;
  }
  // Of Latin letters one half of each is zero; a comment in another script leaves enough of them.
  const many = 0.35 * bytes.length;
  if (even === 0 && odd > many) return 'utf-16le';
  return odd === 0 && even > many ? 'utf-16be' : undefined;
}
