import fc from 'fast-check';
import { chineseInvoice, composeUbl, germanOrder } from '../../test/compose-ubl.ts';
import { fitUbl } from '../../test/fit-ubl.ts';
import { documents } from '../../test/generate-documents.ts';
import { edits, mangled, mustBeWhole } from '../../test/mangle.ts';
import type { CanonicalDocument } from '../canonical/documents.ts';
import { inspect } from '../inspect.ts';
import { readUblFile } from './read.ts';
import { writeUblDocument } from './write.ts';

const seed = 20260312;

const envelope = { sender: { qualifier: '', id: 'A' }, receiver: { qualifier: '', id: 'B' }, control: 1 };
const written = ['850', '855', '856', '824'].flatMap((set) =>
  fc
    .sample(documents[set] as fc.Arbitrary<CanonicalDocument>, { seed, numRuns: 3 })
    .map((document) => writeUblDocument({ envelope, document: fitUbl(document) })),
);
const valid = [
  ...written,
  Buffer.from(composeUbl('Order', germanOrder)),
  Buffer.from(composeUbl('Invoice', chineseInvoice)),
];

const hurts = edits(
  [
    '<',
    '>',
    '&',
    '"',
    "'",
    '/>',
    '</',
    ']]>',
    '<![CDATA[',
    '<!--',
    '-->',
    '<?x ?>',
    '&lt;',
    '&#0;',
    '&#x10FFFF;',
    '&x;',
  ],
  [
    '<!DOCTYPE x>',
    '<cbc:ID/>',
    '<cbc:ID></cbc:ID>',
    '</cac:OrderLine>',
    '<cac:OrderLine>',
    ' xmlns=""',
    ' a="1" a="2"',
  ],
  ['\u0000', '\ufeff', '\n', '-', '1e9', '99999999999999999999', 'NaN', 'xmlns:cbc="urn:x"'],
);

const mustBeSane = (bytes: Uint8Array): void => {
  const result = inspect(bytes, 'a.xml');
  expect(result.acknowledgements).toEqual([]);
  result.interchanges?.forEach(mustBeWhole);
  for (const { byteOffset } of result.interchanges?.flatMap((i) =>
    i.groups.flatMap((g) => g.messages.flatMap((m) => m.errors)),
  ) ?? []) {
    expect(byteOffset).toBeLessThanOrEqual(bytes.length);
  }
};

describe(`no bytes make the UBL reader fail or half accept (seed ${seed})`, () => {
  it('neither valid files cut, spliced and overwritten at random', () => {
    fc.assert(
      fc.property(fc.constantFrom(...valid), hurts, (file, all) => mustBeSane(mangled(file, all))),
      { seed, numRuns: 2000 },
    );
  });

  it('nor files that end anywhere: no part of a document is one', () => {
    for (const file of valid.slice(-2)) {
      for (let end = 0; end < file.length - 1; end += 37) {
        expect(readUblFile(file.subarray(0, end)).interchanges).toEqual([]);
      }
    }
  });

  it('nor any bytes behind a root element', () => {
    const head = Buffer.from(composeUbl('Order', '').replace('</Order>', ''));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        mustBeSane(Buffer.concat([head, noise]));
      }),
      { seed, numRuns: 500 },
    );
  });

  it('and eight thousand lines of one document are read with bounded work', () => {
    const line = germanOrder.slice(germanOrder.indexOf('<cac:OrderLine>'));
    const many = composeUbl('Order', germanOrder + line.repeat(4000));
    const since = process.threadCpuUsage();
    expect(inspect(Buffer.from(many)).interchanges?.[0]?.verdict).toBe('rejected');
    // microseconds of this thread's own work
    expect(process.threadCpuUsage(since).user).toBeLessThan(20_000_000);
  });
});
