import { encoded } from '@tradeloom/chassis';
import type { Announcement, DomainEvent } from '@tradeloom/kernel';
import type { FileError } from '../mailboxes/interchange.rules.ts';

/** Brokers take no message over 1 MiB, and an event that cannot leave would hold up all that come after it. */
const largestEventBytes = 900_000;

const eventIn = (announcement: Announcement): DomainEvent =>
  'event' in announcement ? (announcement.event as DomainEvent) : announcement;

/**
 * Bytes that a value takes at the least in protobuf's binary form, counted no further than needed: one for each UTF-16
 * code unit of its texts. Names of types and of the fields that are chosen among are not sent.
 */
export const leastBytes = (value: unknown, enough: number): number => {
  if (typeof value === 'string' || value instanceof Uint8Array) return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  let bytes = 0;
  for (const name in value) {
    if (name === '$typeName' || name === 'case') continue;
    bytes += leastBytes((value as Readonly<Record<string, unknown>>)[name], enough - bytes);
    if (bytes > enough) return bytes;
  }
  return bytes;
};

/** Whether a document's event can be told to the services; one that is far too large is not encoded to find out. */
export const fitsTheBus = (announcement: Announcement): boolean => {
  const event = eventIn(announcement);
  return leastBytes(event, largestEventBytes) <= largestEventBytes && encoded(event).length <= largestEventBytes;
};

export const tooLargeForTheBus: FileError = {
  code: 'gateway.file.document-too-large',
  message: {
    en: `A document is over ${largestEventBytes} bytes when passed on; send it in several parts`,
    zh: `单据内容转换后超过 ${largestEventBytes} 字节，请拆分后分批发送`,
  },
};
