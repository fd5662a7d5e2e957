import fc from 'fast-check';
import { checked, envelope } from '../../test/checked-map.ts';
import { fitEdifact } from '../../test/fit-edifact.ts';
import { documents } from '../../test/generate-documents.ts';
import type { CanonicalDocument } from '../canonical/documents.ts';
import { readEdifactFile } from '../edifact/read.ts';
import { writeEdifactInterchange } from '../edifact/write.ts';
import { readInterchanges } from '../x12/read.ts';
import { writeInterchange } from '../x12/write.ts';
import type { MapRule } from './partner-map.ts';

const seed = 20261123;
const runs = { seed, numRuns: 40 };

const units = { '01': 'PCE', '03': 'KGM', '05': 'SET', '07': 'CTN', '08': 'MTR', '09': 'EA', '10': 'DZN' };

/** The standard's own place is left empty, so that the map alone can bring the value back. */
const withoutSellerItem = (loop: string): MapRule[] =>
  ['06', '08'].flatMap((n) => {
    const [qualifier, value] = [`${loop}${n}`, `${loop}${String(Number(n) + 1).padStart(2, '0')}`];
    return [value, qualifier].map((at) => ({
      omit: true as const,
      at: `${loop}/${at} where ${qualifier}=VP`,
      direction: 'out' as const,
    }));
  });

const x12Maps: Readonly<Record<string, readonly MapRule[]>> = {
  '850': [
    { path: 'requestedDelivery', at: 'DTM02 where DTM01=063', apply: [{ date: 'YYYYMMDD' }] },
    { omit: true, at: 'DTM where DTM01=002', direction: 'out' },
    { path: 'orderNumber', at: 'PER02 where PER01=BD' },
    { path: 'lines[].unit', at: 'PO1/PO103', codes: units },
    { path: 'lines[].unitPrice', at: 'PO1>REF/REF02 where REF01=PR', apply: [{ scale: 4 }] },
    { path: 'lines[].sellerItem', at: 'PO1>REF/REF02 where REF01=ZZ' },
    ...withoutSellerItem('PO1'),
  ],
  '855': [
    { path: 'sellerOrder', at: 'REF02 where REF01=VN' },
    { omit: true, at: 'BAK08', direction: 'out' },
    { path: 'orderDate', at: 'REF03 where REF01=PO', apply: [{ date: 'DD.MM.YYYY' }] },
    { path: 'lines[].sellerItem', at: 'PO1>N9/N902 where N901=VP' },
    ...withoutSellerItem('PO1'),
  ],
  '856': [
    { path: 'shipmentNumber', at: 'HL/REF02 where HL03=S and REF01=SI' },
    { path: 'lines[].lot', at: 'HL/REF03 where REF01=LT', when: { path: 'packages.count' } },
    { path: 'lines[].buyerItem', at: 'HL/MAN02 where HL03=I and MAN01=GM' },
  ],
  '810': [
    { path: 'lines[].line', at: 'IT1/REF02 where REF01=LI' },
    { path: 'net', at: 'AMT02 where AMT01=N' },
  ],
  '860': [{ path: 'changeNumber', at: 'REF02 where REF01=CO' }],
  '861': [{ path: 'lines[].received', at: 'RCD/REF02 where REF01=QR' }],
};

const edifactMaps: Readonly<Record<string, { readonly of: string; readonly rules: readonly MapRule[] }>> = {
  ORDERS: {
    of: '850',
    rules: [
      { path: 'lines[].sellerItem', at: 'SG25/LIN.C212.7140 where LIN.C212.7143=MF' },
      {
        path: 'requestedDelivery',
        at: 'DTM.C507.2380 where DTM.C507.2005=63 and DTM.C507.2379=102',
        apply: [{ date: 'YYYYMMDD' }],
      },
      { omit: true, at: 'DTM where DTM.C507.2005=2', direction: 'out' },
    ],
  },
  DESADV: {
    of: '856',
    rules: [{ path: 'lines[].line', at: 'SG10>SG15>SG16/RFF.C506.1154 where RFF.C506.1153=LI' }],
  },
};

describe(`what a map of both ways writes, it reads back (seed ${seed})`, () => {
  it.each(Object.keys(x12Maps))('%s', (type) => {
    const map = checked(type, '004010', x12Maps[type] ?? []);
    const of = () => map;
    fc.assert(
      fc.property(documents[type] as fc.Arbitrary<CanonicalDocument>, (document) => {
        const options = { map: { of, kept: [] } };
        const bytes = writeInterchange({ envelope, documents: [document], options });
        const message = readInterchanges(bytes, { map: of })[0]?.groups[0]?.messages[0];
        expect(message?.verdict).toBe('accepted');
        expect(message?.document).toEqual(document);
      }),
      runs,
    );
  });

  it.each(Object.entries(edifactMaps))('%s', (message, { of: set, rules }) => {
    const map = checked(message, 'D.96A', rules);
    const of = () => map;
    fc.assert(
      fc.property(documents[set] as fc.Arbitrary<CanonicalDocument>, (generated) => {
        const document = fitEdifact(generated);
        const options = { map: { of, kept: [] } };
        const bytes = writeEdifactInterchange({ envelope, documents: [document], options });
        const read = readEdifactFile(bytes, { map: of }).interchanges[0]?.groups[0]?.messages[0];
        expect(read?.verdict).toBe('accepted');
        expect(read?.document).toEqual(document);
      }),
      runs,
    );
  });

  it('which the standard by itself would not: the item stands in the reference alone', () => {
    const map = checked('850', '004010', x12Maps['850'] ?? []);
    const [document] = fc.sample(
      (documents['850'] as fc.Arbitrary<CanonicalDocument>).filter(
        (one) => one.kind === 'purchase-order' && one.lines.some(({ sellerItem }) => sellerItem !== undefined),
      ),
      { seed, numRuns: 1 },
    );
    const options = { map: { of: () => map, kept: [] } };
    const bytes = writeInterchange({ envelope, documents: [document as CanonicalDocument], options });
    const [standard] = readInterchanges(bytes)[0]?.groups[0]?.messages ?? [];
    expect(standard?.document).toMatchObject({ kind: 'purchase-order' });
    expect(JSON.stringify(standard?.document)).not.toContain('sellerItem');
  });
});
