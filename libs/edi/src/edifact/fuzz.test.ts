import fc from 'fast-check';
import { fitEdifact } from '../../test/fit-edifact.ts';
import { documents } from '../../test/generate-documents.ts';
import { transportDocuments } from '../../test/generate-transport.ts';
import { edits, mangled, mustBeWhole } from '../../test/mangle.ts';
import { inspect } from '../inspect.ts';
import { messageFor } from './messages/registry.ts';
import { writeEdifactInterchange } from './write.ts';

const seed = 20260305;

const valid = Object.values({ ...documents, ...transportDocuments }).flatMap((generator) =>
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

const hurts = edits(
  ['+', "'", ':', '*', '?', '??', "?'", '', "UNB+UNOC:3+A+B+260301:0915+1'", "UNH+1+ORDERS:D:96A:UN'"],
  [
    "UNT+3+1'",
    "UNZ+1+REF1'",
    "UNG+A+B+C+D+E+F+G'",
    "UNE+1+E'",
    "LIN+1'",
    "SCC+1'",
    "QTY+3:1'",
    "STS+1+24'",
    "GIN+BX+L'",
    "DTM+2:202653:616'",
    'UNA:+.? #',
    '\u0000',
    '\n',
    '9',
  ],
);

describe(`no bytes make the EDIFACT reader fail or half accept (seed ${seed})`, () => {
  it('neither valid files cut, spliced and overwritten at random', () => {
    fc.assert(
      fc.property(fc.constantFrom(...valid), hurts, (file, all) => {
        const result = inspect(mangled(file, all), 'a.edi');
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
