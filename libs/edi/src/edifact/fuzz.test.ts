import fc from 'fast-check';
import { fitEdifact } from '../../test/fit-edifact.ts';
import { documents } from '../../test/generate-documents.ts';
import { inspect } from '../inspect.ts';
import type { InterchangeResult } from '../result.ts';
import { messageFor } from './messages/registry.ts';
import { writeEdifactInterchange } from './write.ts';

const seed = 20260305;

const valid = Object.values(documents).flatMap((generator) =>
  fc
    .sample(generator, { seed, numRuns: 2 })
    .filter((document) => messageFor(document) !== undefined)
    .map((document) =>
      writeEdifactInterchange({
        envelope: {
          sender: { qualifier: '14', id: 'FACTORY01' },
          receiver: { qualifier: '14', id: 'SUPPLIER01' },
          control: 'REF1',
          date: '2026-03-01',
          version: 'D.97A',
        },
        documents: [fitEdifact(document)],
      }),
    ),
);

const edit = fc.record({
  at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
  remove: fc.nat({ max: 40 }),
  insert: fc.oneof(
    fc.constantFrom('+', "'", ':', '*', '?', '??', "?'", '', "UNB+UNOC:3+A+B+260301:0915+1'", "UNH+1+ORDERS:D:96A:UN'"),
    fc.constantFrom(
      "UNT+3+1'",
      "UNZ+1+REF1'",
      "UNG+A+B+C+D+E+F+G'",
      "UNE+1+E'",
      "LIN+1'",
      'UNA:+.? #',
      '\u0000',
      '\n',
      '9',
    ),
    fc.string({ maxLength: 5 }),
  ),
});

interface Edit {
  at: number;
  remove: number;
  insert: string;
}

const mangled = (file: Uint8Array, edits: readonly Edit[]): Buffer =>
  edits.reduce((bytes, { at, remove, insert }) => {
    const from = Math.floor(at * bytes.length);
    return Buffer.concat([bytes.subarray(0, from), Buffer.from(insert), bytes.subarray(from + remove)]);
  }, Buffer.from(file));

const isError = ({ severity }: { severity: string }): boolean => severity === 'error';

/** Nothing inside a rejected part is accepted: neither a message in an interchange nor a document in a message. */
const mustBeWhole = (interchange: InterchangeResult): void => {
  if (interchange.errors.some(isError)) expect(interchange.verdict).toBe('rejected');
  for (const message of interchange.groups.flatMap((group) => group.messages)) {
    if (interchange.errors.some(isError) || message.errors.some(isError)) expect(message.verdict).toBe('rejected');
    if (message.verdict === 'rejected') expect(message.document).toBeNull();
  }
};

describe(`no bytes make the EDIFACT reader fail or half accept (seed ${seed})`, () => {
  it('neither valid files cut, spliced and overwritten at random', () => {
    fc.assert(
      fc.property(fc.constantFrom(...valid), fc.array(edit, { minLength: 1, maxLength: 4 }), (file, edits) => {
        const result = inspect(mangled(file, edits), 'a.edi');
        for (const answer of result.acknowledgements) {
          const read = inspect(Buffer.from(answer), 'a.edi');
          expect([answer, read.verdict, read.acknowledgements]).toEqual([answer, 'accepted', []]);
        }
        result.interchanges?.forEach(mustBeWhole);
      }),
      { seed, numRuns: 2000 },
    );
  });

  it('nor any bytes behind a valid UNB', () => {
    const unb = Buffer.from("UNA:+.? 'UNB+UNOC:3+A+B+260301:0915+1'");
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(inspect(Buffer.concat([unb, noise])).verdict).toBe('rejected');
      }),
      { seed, numRuns: 500 },
    );
  });
});
