import { TextField } from '@tradeloom/chassis';
import type { Take } from '@tradeloom/feeds';
import { blankFeed, type FeedFacts } from '../mailboxes/interchange.rules.ts';

export const takes: readonly Take[] = ['good-rows', 'all-or-nothing'];

/** What a sender may ask for beside his file. */
export class HowToTake {
  @TextField({
    optional: true,
    enum: [...takes],
    description: 'of a CSV or XLSX: its good rows, or nothing unless all are; else as the partner has it set',
  })
  take?: Take | undefined;
  @TextField({
    optional: true,
    description: 'id of the interchange that this CSV or XLSX corrects: what was taken of it is not taken again',
  })
  corrects?: string | undefined;
}

/** Undefined for a file that nothing was asked for. */
export const askedOf = ({ take, corrects }: HowToTake): FeedFacts | undefined =>
  take || corrects ? { ...blankFeed, take: take ?? null, corrects: corrects ?? null } : undefined;
