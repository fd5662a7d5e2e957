import fc from 'fast-check';
import type { InterchangeResult } from '../src/result.ts';

export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** One to four cuts and insertions; @param pieces what a file of this syntax is likely to be hurt by */
export const edits = (...pieces: readonly (readonly string[])[]): fc.Arbitrary<Edit[]> =>
  fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
      remove: fc.nat({ max: 40 }),
      insert: fc.oneof(fc.constantFrom(...pieces.flat()), fc.string({ maxLength: 5 })),
    }),
    { minLength: 1, maxLength: 4 },
  );

/** The file after the edits, each at its share of what the edits before it have left. */
export const mangled = (file: Uint8Array, all: readonly Edit[]): Buffer =>
  all.reduce((bytes, { at, remove, insert }) => {
    const from = Math.floor(at * bytes.length);
    return Buffer.concat([bytes.subarray(0, from), Buffer.from(insert), bytes.subarray(from + remove)]);
  }, Buffer.from(file));

const isError = ({ severity }: { severity: string }): boolean => severity === 'error';

/** Nothing inside a rejected part is accepted: neither a message in an interchange nor a document in a message. */
export const mustBeWhole = (interchange: InterchangeResult): void => {
  if (interchange.errors.some(isError)) expect(interchange.verdict).toBe('rejected');
  for (const message of interchange.groups.flatMap((group) => group.messages)) {
    if (interchange.errors.some(isError) || message.errors.some(isError)) expect(message.verdict).toBe('rejected');
    if (message.verdict === 'rejected') expect(message.document).toBeNull();
  }
};
