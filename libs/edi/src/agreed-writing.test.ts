import fc from 'fast-check';
import { fitEdifact } from '../test/fit-edifact.ts';
import { documents } from '../test/generate-documents.ts';
import type { CanonicalDocument, PurchaseOrder } from './canonical/documents.ts';
import { readEdifactFile } from './edifact/read.ts';
import { type EdifactWriteOptions, writeEdifactInterchange } from './edifact/write.ts';
import { readX12File } from './x12/read.ts';
import { type WriteOptions, writeInterchange } from './x12/write.ts';

const seed = 20261126;
const runs = { seed, numRuns: 60 };

const envelope = {
  sender: { qualifier: '14', id: '6901234500017' },
  receiver: { qualifier: 'ZZ', id: 'SUPPLIER01' },
  control: 77,
  date: '2026-03-01',
  time: '0915',
};
const lineBreaks = fc.constantFrom(true, false, '\r\n' as const, '\r' as const);
const picked = <K extends string>(marks: readonly string[], ...names: readonly K[]): fc.Arbitrary<Record<K, string>> =>
  fc
    .shuffledSubarray([...marks], { minLength: names.length, maxLength: names.length })
    .map((chosen) => Object.fromEntries(names.map((name, i) => [name, chosen[i]])) as Record<K, string>);
const anyOf = (types: readonly string[]): fc.Arbitrary<CanonicalDocument> =>
  fc.constantFrom(...types).chain((type) => documents[type] as fc.Arbitrary<CanonicalDocument>);
const types = Object.keys(documents);
/** A CONTRL is no document of a directory. */
const messages = types.filter((type) => !['997', '999'].includes(type));

const x12Options: fc.Arbitrary<WriteOptions> = fc.record({
  // no text has these
  delimiters: picked(
    ['\x05', '\x07', '\x1c', '\x1d', '\x1e', '\x1f'],
    'element',
    'component',
    'repetition',
    'terminator',
  ),
  lineBreaks,
  charset: fc.constantFrom('utf-8' as const, 'gb18030' as const),
  firstMessage: fc.integer({ min: 1, max: 99_999 }),
});

const edifactOptions: fc.Arbitrary<EdifactWriteOptions> = fc.record({
  separators: picked([...":+?'*|~^!#%\\/"], 'component', 'element', 'release', 'repetition', 'terminator'),
  decimalMark: fc.constantFrom('.' as const, ',' as const),
  una: fc.constantFrom('always' as const, 'when-needed' as const),
  syntax: fc.constantFrom('UNOW:4' as const, 'UNOY:4' as const),
  lineBreaks,
  firstMessage: fc.integer({ min: 1, max: 99_999 }),
});

describe(`a document reads back as it is, however the partner has it written (seed ${seed})`, () => {
  it('in X12', () => {
    fc.assert(
      fc.property(anyOf(types), x12Options, (document, options) => {
        const bytes = writeInterchange({
          envelope: { ...envelope, version: '005010' },
          documents: [document],
          options,
        });
        const [read] = readX12File(bytes, { charset: options.charset as 'utf-8' }).interchanges;
        expect(read?.groups[0]?.messages[0]).toMatchObject({
          verdict: 'accepted',
          control: String(options.firstMessage).padStart(4, '0'),
          document,
        });
      }),
      runs,
    );
  });

  it('in EDIFACT', () => {
    fc.assert(
      fc.property(anyOf(messages), edifactOptions, (generated, options) => {
        const document = fitEdifact(generated);
        const bytes = writeEdifactInterchange({
          envelope: { ...envelope, version: 'D.01B' },
          documents: [document],
          options,
        });
        const [read] = readEdifactFile(bytes).interchanges;
        expect(read?.groups[0]?.messages[0]).toMatchObject({
          verdict: 'accepted',
          control: String(options.firstMessage),
          document,
        });
      }),
      runs,
    );
  });
});

const order = (note: string): PurchaseOrder => ({
  kind: 'purchase-order',
  orderNumber: 'PO-7',
  orderDate: '2026-03-01',
  purpose: 'original',
  currency: 'USD',
  parties: [],
  notes: [note],
  lines: [{ line: '1', quantity: '480.5', unit: 'PCE', unitPrice: '1.85', schedules: [] }],
});
const edifact = (note: string, options: EdifactWriteOptions): Buffer =>
  Buffer.from(writeEdifactInterchange({ envelope, documents: [order(note)], options }));
const x12 = (note: string, options: WriteOptions): Buffer =>
  Buffer.from(writeInterchange({ envelope, documents: [order(note)], options }));

describe('what is written stays within its charset', () => {
  it.each([
    ['UNOA:1', 'Größe 5 ½“', 'GROSSE 5 1/2"'],
    ['UNOB:2', 'Café – naïve', 'Cafe - naive'],
    ['UNOC:3', 'Größe für 5 €', 'Größe für 5 EUR'],
  ] as const)('%s: "%s" is spelt "%s"', (syntax, note, spelt) => {
    expect(edifact(note, { syntax, onForeign: 'transliterate' }).toString('latin1')).toContain(spelt);
  });

  it('where a character cannot be spelt, nothing is written', () => {
    for (const onForeign of ['refuse', 'transliterate'] as const) {
      const refusal = expect.objectContaining({
        code: 'edi.write.character-not-in-charset',
        facts: expect.objectContaining({ value: '六角螺栓' }),
      });
      expect(() => edifact('六角螺栓', { syntax: 'UNOC:3', onForeign })).toThrow(refusal);
      expect(() => x12('六角螺栓', { charset: 'iso-8859-1', onForeign })).toThrow(refusal);
    }
  });

  it.each([
    ['gb18030', '六角螺栓𠮷', 'c1f9bdc7c2ddcba8'],
    ['windows-1252', 'Größe €', '4772f6df652080'],
    ['iso-8859-1', 'Größe', '4772f6df65'],
  ] as const)('X12 in %s', (charset, note, hex) => {
    expect(x12(note, { charset }).includes(Buffer.from(hex, 'hex'))).toBe(true);
  });

  it('the euro sign is none of ISO 8859-1, whatever windows-1252 has there', () => {
    expect(() => x12('5 €', { charset: 'iso-8859-1' })).toThrow('iso-8859-1');
  });
});

describe('EDIFACT numbers', () => {
  it('have the decimal mark agreed, and texts keep their points', () => {
    const text = edifact('v1.2', { decimalMark: ',' }).toString('latin1');
    expect(text).toMatch(/^UNA:\+,\? '/);
    expect(text).toContain('QTY+21:480,5');
    expect(text).toContain('+v1.2');
  });

  it('need a UNA to say so, the usual separators do not', () => {
    expect(edifact('a', { una: 'when-needed' }).toString('latin1')).toMatch(/^UNB\+UNOC:3/);
    expect(edifact('a', { una: 'when-needed', decimalMark: ',' }).toString('latin1')).toMatch(/^UNA/);
  });
});

it('separators that are one and the same are refused', () => {
  expect(() => edifact('a', { separators: { element: ':' } })).toThrow('single, different characters');
  expect(() => x12('a', { delimiters: { component: '*' } })).toThrow('single, different characters');
});
