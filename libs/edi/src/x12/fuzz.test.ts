import fc from 'fast-check';
import { documents } from '../../test/generate-documents.ts';
import { edits, mangled, mustBeWhole } from '../../test/mangle.ts';
import { inspect } from '../inspect.ts';
import { writeInterchange } from './write.ts';

const seed = 20260305;
/** of one file, however it is hurt */
const longestMs = 1_000;

const envelope = {
  sender: { qualifier: 'ZZ', id: 'FACTORY01' },
  receiver: { qualifier: '01', id: '999999999' },
  control: 77,
  groupControl: 5,
  date: '2026-03-01',
  time: '0915',
};
const valid = Object.values(documents).flatMap((generator) =>
  fc
    .sample(generator, { seed, numRuns: 2 })
    .map((document) => writeInterchange({ envelope: { ...envelope, version: '004010' }, documents: [document] })),
);

const hurts = edits(
  [
    '*',
    '~',
    '>',
    '|',
    '\n',
    '\r\n',
    '\u0000',
    '',
    '9',
    '-',
    'ISA*',
    'GS*PO*A*B*20260301*0915*5*X*004010~',
    'ST*850*0001~',
  ],
  [
    'SE*3*0001~',
    'GE*1*5~',
    'IEA*1*000000077~',
    'IEA*9*000000077~',
    'PO1*1*~',
    'HL*1**O~',
    'N1*ST~',
    'BEG*00*SA~',
    'FST*9*C*D*20260304~',
    'SDQ*PC*92*P1*9*P2~',
    'JIT*9*0600~',
    'SHP*02*9~',
    'MEA*TS**9~',
    'CTX*A>1^B~',
  ],
);

describe(`no bytes make the X12 reader fail, hang or half accept (seed ${seed})`, () => {
  it('neither valid files cut, spliced and overwritten at random', () => {
    let longest = 0;
    fc.assert(
      fc.property(fc.constantFrom(...valid), hurts, (file, all) => {
        const before = performance.now();
        const result = inspect(mangled(file, all), 'a.edi');
        longest = Math.max(longest, performance.now() - before);
        result.interchanges?.forEach(mustBeWhole);
      }),
      { seed, numRuns: 2000 },
    );
    expect(longest).toBeLessThan(longestMs);
  });

  it('nor any bytes behind a valid ISA', () => {
    const isa = writeInterchange({ envelope: { ...envelope, version: '004010' }, documents: [] }).subarray(0, 106);
    expect(Buffer.from(isa).toString()).toMatch(/^ISA\*.{102}$/s);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(inspect(Buffer.concat([isa, noise]), 'a.edi').verdict).toBe('rejected');
      }),
      { seed, numRuns: 500 },
    );
  });
});
