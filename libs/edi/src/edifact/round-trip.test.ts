import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DomainError } from '@tradeloom/kernel';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { fitEdifact } from '../../test/fit-edifact.ts';
import { documents as x12Documents } from '../../test/generate-documents.ts';
import { transportDocuments } from '../../test/generate-transport.ts';
import type { CanonicalDocument, PurchaseOrder } from '../canonical/documents.ts';
import { supportedMessages } from './messages/registry.ts';
import { readEdifactFile } from './read.ts';
import { directoryFor, type EdifactWriteOptions, writeEdifactInterchange } from './write.ts';

const seed = 20260304;
const runs = { seed, numRuns: 25 };

const envelope = {
  sender: { qualifier: '14', id: '6901234500017' },
  receiver: { qualifier: 'ZZZ', id: 'SUPPLIER01' },
  control: 77,
  date: '2026-03-01',
  time: '0915',
};

const documents = { ...x12Documents, ...transportDocuments };

/** The message of each generated document. */
const types: Readonly<Record<string, string>> = {
  '810': 'INVOIC',
  '820': 'REMADV',
  '824': 'APERAK',
  '830': 'DELFOR',
  '846': 'INVRPT',
  '850': 'ORDERS',
  '855': 'ORDRSP',
  '856': 'DESADV',
  '860': 'ORDCHG',
  '861': 'RECADV',
  '862': 'DELJIT',
  '863': 'QALITY',
  '865': 'ORDRSP',
  '869': 'OSTENQ',
  '870': 'OSTRPT',
  IFTMIN: 'IFTMIN',
  IFTSTA: 'IFTSTA',
};
const cases = ['D.96A', 'D.97A', 'D.01B'].flatMap((version) =>
  Object.entries(types)
    .filter(([, type]) => version !== 'D.96A' || !['OSTENQ', 'OSTRPT'].includes(type))
    .map(([set, type]) => ({ set, type, version })),
);

const write = (document: CanonicalDocument, version = 'D.96A', options: EdifactWriteOptions = {}): Uint8Array =>
  writeEdifactInterchange({ envelope: { ...envelope, version }, documents: [document], options });

describe(`what is written reads back as the same document (seed ${seed})`, () => {
  it('covers every supported message', () => {
    expect([...new Set(Object.values(types))].sort()).toEqual([...supportedMessages].sort());
  });

  it.each(cases)('$type (of $set) in $version', ({ set, type, version }) => {
    fc.assert(
      fc.property(documents[set] as fc.Arbitrary<CanonicalDocument>, (generated) => {
        const document = fitEdifact(generated);
        const [interchange] = readEdifactFile(write(document, version)).interchanges;
        const message = interchange?.groups[0]?.messages[0];
        expect(message?.document).toEqual(document);
        expect(interchange).toMatchObject({ verdict: 'accepted', control: '77', sender: '6901234500017' });
        expect(message).toMatchObject({ type, version, control: '1', verdict: 'accepted' });
      }),
      runs,
    );
  });
});

/** Documents that X12 carries too are held against their schemas there. */
describe(`documents of EDIFACT alone keep to their published schemas (seed ${seed})`, () => {
  it.each(Object.entries(transportDocuments))('%s', (_type, generator) => {
    const [sample] = fc.sample(generator, { seed, numRuns: 1 });
    const schema = resolve(import.meta.dirname, `../../../../docs/canonical/${sample?.kind}.schema.json`);
    const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
    fc.assert(
      fc.property(generator, (document) => {
        expect([document, validate(document), validate.errors]).toEqual([document, true, null]);
      }),
      { seed, numRuns: 150 },
    );
  });
});

const order = (text: string): PurchaseOrder => ({
  kind: 'purchase-order',
  orderNumber: 'PO-7',
  orderDate: '2026-03-01',
  purpose: 'original',
  currency: 'USD',
  parties: [],
  notes: [text],
  lines: [{ line: '1', quantity: '480', unit: 'PCE', unitPrice: '1.85', schedules: [] }],
});

describe('what the writer does with characters', () => {
  it('releases every service character, and the release character itself', () => {
    const text = new TextDecoder().decode(write(order("5 + 5 = 10: OK? It's * yes?")));
    expect(text).toContain("FTX+AAI+++5 ?+ 5 = 10?: OK?? It?'s * yes??'");
  });

  it('says ISO 8859-1 where that suffices, and UTF-8 where not', () => {
    expect(Buffer.from(write(order('Größe'))).toString('latin1')).toContain('UNB+UNOC:3+');
    expect(Buffer.from(write(order('六角螺栓'))).toString('utf8')).toMatch(/^UNA:\+\.\?\*'\nUNB\+UNOW:4\+/);
  });

  it('refuses what the syntax that was asked for cannot say', () => {
    expect(() => write(order('六角螺栓'), 'D.96A', { syntax: 'UNOC:3' })).toThrow(
      expect.objectContaining({ code: 'edi.write.character-not-in-charset' }) as DomainError,
    );
  });

  it('refuses what an element has no room for, with its place', () => {
    expect(() => write({ ...order('x'), orderNumber: 'P'.repeat(36) })).toThrow(
      expect.objectContaining({ code: 'edi.write.not-writable', facts: expect.objectContaining({ segment: 'BGM' }) }),
    );
  });

  it('refuses a message that the directory does not have', () => {
    const report: CanonicalDocument = {
      kind: 'progress-report',
      reportNumber: 'R1',
      reportDate: '2026-03-01',
      parties: [],
      lines: [],
    };
    expect(() => write(report)).toThrow(expect.objectContaining({ code: 'edi.write.message-not-in-directory' }));
    expect(() => write(report)).toThrow(DomainError);
    expect([directoryFor(report, 'D.96A'), directoryFor(report, 'D.01B'), directoryFor(order('x'), 'D.96A')]).toEqual([
      'D.97A',
      'D.01B',
      'D.96A',
    ]);
  });
});
