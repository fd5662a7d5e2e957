import { type Charset, type Depth, type OpenChunks, readParts } from '@tradeloom/edi';
import type { SegmentedSyntax } from './generate.ts';

export interface Found {
  messages: number;
  errors: number;
}

/** @param charset without it the file is passed over twice */
export const counted = async (
  syntax: SegmentedSyntax,
  depth: Depth,
  open: OpenChunks,
  charset?: Charset,
): Promise<Found> => {
  const found = { messages: 0, errors: 0 };
  for await (const part of readParts(syntax, open, charset ? { depth, charset } : { depth })) {
    if (part.part === 'message') {
      found.messages += 1;
      found.errors += part.message.errors.length;
    } else if (part.part === 'interchange') found.errors += part.interchange.errors.length;
    else found.errors += part.errors.length;
  }
  return found;
};
