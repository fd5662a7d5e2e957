import { encoded } from '@tradeloom/chassis';
import type { Announcement, DomainEvent } from '@tradeloom/kernel';
import type { FileError } from '../mailboxes/interchange.rules.ts';

/** Brokers take no message over 1 MiB, and an event that cannot leave would hold up all that come after it. */
const largestEventBytes = 900_000;

const eventIn = (announcement: Announcement): DomainEvent =>
  'event' in announcement ? (announcement.event as DomainEvent) : announcement;

/** Whether a document's event can be told to the services. */
export const fitsTheBus = (announcement: Announcement): boolean =>
  encoded(eventIn(announcement)).length <= largestEventBytes;

export const tooLargeForTheBus: FileError = {
  code: 'gateway.file.document-too-large',
  message: {
    en: `A document is over ${largestEventBytes} bytes when passed on; send it in several parts`,
    zh: `单据内容转换后超过 ${largestEventBytes} 字节，请拆分后分批发送`,
  },
};
