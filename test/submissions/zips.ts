import { ZipFile, type Options } from 'yazl';

/** A zip of some files, in this order. */
export async function zipOf(files: Readonly<Record<string, string | Uint8Array>>, options: Partial<Options> = {}): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path, options);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The same zip with one text in place of another of the same length, wherever it stands: names that no tool would write. */
export function renamed(zip: Buffer, from: string, to: string): Buffer {
  if (Buffer.byteLength(from) !== Buffer.byteLength(to)) throw new Error(`${from} and ${to} are not of one length`);
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at);
  return bytes;
}

/** Where the fields of a file in a zip's own list are, from the start of its entry there. */
const fields = { flags: [8, 2], method: [10, 2], checksum: [16, 4], compressedSize: [20, 4], size: [24, 4] } as const;

/** The same zip, of which the list says something else about every file. */
export function relisted(zip: Buffer, values: Partial<Record<keyof typeof fields, number>>): Buffer {
  const bytes = Buffer.from(zip);
  for (let at = bytes.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    for (const [name, value] of Object.entries(values)) {
      const [offset, length] = fields[name as keyof typeof fields];
      bytes.writeUIntLE(value, at + offset, length);
    }
  }
  return bytes;
}
