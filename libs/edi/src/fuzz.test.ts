import fc from 'fast-check';
import { fuzz } from '../test/fuzz-files.ts';
import { writeEdifactInterchange } from './edifact/write.ts';
import { inspect } from './inspect.ts';
import { writeInterchange } from './x12/write.ts';

const seed = 20260305;

describe(`no bytes make the readers fail, hang or half accept (seed ${seed})`, () => {
  it('neither valid files of every type, hurt in any way: the first of `npm run fuzz -- edi`', () => {
    const report = fuzz({ inspect, writeInterchange, writeEdifactInterchange }, seed, 1_500);
    expect(report.failures).toEqual([]);
    expect(report.files).toBeGreaterThanOrEqual(30);
    // The mutations are neither so mild nor so harsh that one side goes untried.
    expect(Math.min(report.accepted, report.rejected)).toBeGreaterThan(report.tried / 20);
  });

  it.each([
    [
      'ISA',
      `ISA*00*          *00*          *ZZ*FACTORY01      *ZZ*SUPPLIER01     *260301*0915*U*00401*000000077*0*P*>~`,
    ],
    ['UNB', "UNA:+.? 'UNB+UNOC:3+A+B+260301:0915+1'"],
  ])('nor any bytes behind a valid %s', (_, header) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(inspect(Buffer.concat([Buffer.from(header), noise]), 'a.edi').verdict).toBe('rejected');
      }),
      { seed, numRuns: 500 },
    );
  });
});
