// The Jupyter wire format: identities, a delimiter, a signature, and four JSON parts.
import { createHmac, randomUUID } from 'node:crypto';

export interface Header {
  msg_id: string;
  msg_type: string;
}

export interface WireMessage {
  header: Header;
  parent: Partial<Header>;
  content: Record<string, unknown>;
}

/** Builds, signs and checks the messages of one session. */
export class Wire {
  private readonly session = randomUUID();

  constructor(private readonly key: string) {}

  /** The frames of a new message, and its id, which every answer names as its parent. */
  request(type: string, content: object): { id: string; frames: (string | Buffer)[] } {
    const id = randomUUID();
    const header = { msg_id: id, msg_type: type, session: this.session, username: 'descent', date: new Date().toISOString(), version: '5.3' };
    const parts = [header, {}, {}, content].map(part => JSON.stringify(part));
    return { id, frames: [DELIMITER, this.sign(parts), ...parts] };
  }

  /** Undefined for frames that are not a message signed with this session's key. */
  read(frames: Buffer[]): WireMessage | undefined {
    const start = frames.findIndex(frame => frame.equals(DELIMITER));
    const [signature, header, parent, metadata, content] = start < 0 ? [] : frames.slice(start + 1);
    if (!signature || !header || !parent || !metadata || !content) return undefined;
    if (this.sign([header, parent, metadata, content, ...frames.slice(start + 6)]) !== signature.toString()) return undefined;
    return {
      header: JSON.parse(header.toString()) as Header,
      parent: JSON.parse(parent.toString()) as Partial<Header>,
      content: JSON.parse(content.toString()) as Record<string, unknown>,
    };
  }

  private sign(parts: (string | Buffer)[]): string {
    const hmac = createHmac('sha256', this.key);
    for (const part of parts) hmac.update(part);
    return hmac.digest('hex');
  }
}

const DELIMITER = Buffer.from('<IDS|MSG>');
