import fc from 'fast-check';
import {
  booking,
  carefulDraft,
  cartons,
  contentFor,
  loadedShipment,
  loading,
  lots,
  openedShipment,
  packed,
  stateOf,
  withDraft,
} from '../../test/scene.ts';
import { bookShipment } from '../shipments/book-shipment.rules.ts';
import { loadContainer } from '../shipments/loading.rules.ts';
import type { Shipment } from '../shipments/shipment.rules.ts';
import type { CheckedSet } from './checks/check.rules.ts';
import { crossCheck, draftBeside, setBeside } from './cross-check.rules.ts';

const setOf = (shipment: Shipment): CheckedSet => setBeside(contentFor(shipment), shipment);
const consistent = (): CheckedSet => setOf(withDraft(loadedShipment()));

const present = <T>(document: T): NonNullable<T> => {
  if (document === null || document === undefined) throw new Error('the consistent set lacks a document');
  return document;
};

/** The consistent set with one document changed. */
const planted = <K extends keyof CheckedSet>(
  which: K,
  change: (document: NonNullable<CheckedSet[K]>) => CheckedSet[K],
): CheckedSet => {
  const set = consistent();
  return { ...set, [which]: change(present(set[which])) };
};

const first = <T>(rows: readonly T[], change: Partial<T>): readonly T[] =>
  rows.map((row, i) => (i === 0 ? { ...row, ...change } : row));

const plantings: readonly (readonly [id: string, what: string, set: () => CheckedSet])[] = [
  [
    'DC01',
    'an invoiced quantity that is not packed',
    () => planted('invoice', (d) => ({ ...d, lines: first(d.lines, { quantity: { value: '1212', unit: 'PCE' } }) })),
  ],
  ['DC01', 'a line that is not declared', () => planted('declaration', (d) => ({ ...d, lines: d.lines.slice(1) }))],
  [
    'DC01',
    'as many sets as there are pieces',
    () =>
      planted('declaration', (d) => ({ ...d, lines: first(d.lines, { quantity: { value: '1200', unit: 'SET' } }) })),
  ],
  ['DC02', 'a carton less on the bill', () => planted('billOfLading', (d) => ({ ...d, packages: 183 }))],
  ['DC02', 'other packages booked', () => planted('booking', (d) => ({ ...d, packages: 180 }))],
  ['DC02', 'other packages declared', () => planted('declaration', (d) => ({ ...d, packages: 185 }))],
  ['DC03', 'another gross weight on the bill', () => planted('billOfLading', (d) => ({ ...d, grossKg: '2521.80' }))],
  ['DC03', 'another gross weight declared', () => planted('declaration', (d) => ({ ...d, grossKg: '2500' }))],
  ['DC03', '0.40 kg more, written to ten grams', () => planted('billOfLading', (d) => ({ ...d, grossKg: '2513.00' }))],
  ['DC03', '0.40 kg more declared', () => planted('declaration', (d) => ({ ...d, grossKg: '2513.00' }))],
  ['DC04', 'another net weight declared', () => planted('declaration', (d) => ({ ...d, netKg: '2210.02' }))],
  [
    'DC05',
    'a carton that weighs no more than its contents',
    () => planted('packingList', (d) => ({ ...d, rows: first(d.rows, { grossKg: '12.60' }) })),
  ],
  ['DC06', 'a volume more than 1 % off', () => planted('packingList', (d) => ({ ...d, volumeM3: '10.740' }))],
  [
    'DC07',
    'a line amount that is not quantity by price',
    () => planted('invoice', (d) => ({ ...d, lines: first(d.lines, { amount: '17820.01' }) })),
  ],
  [
    'DC07',
    'a total that is not the sum of the lines',
    () => planted('invoice', (d) => ({ ...d, total: { amount: '26655.01', currency: 'USD' } })),
  ],
  [
    'DC08',
    'a declared value that is not the invoice total',
    () => planted('declaration', (d) => ({ ...d, lines: first(d.lines, { total: '17000.00' }) })),
  ],
  ['DC10', 'other marks on the bill', () => planted('billOfLading', (d) => ({ ...d, marks: 'N/M' }))],
  [
    'DC10',
    'other carton numbers on the bill',
    () => planted('billOfLading', (d) => ({ ...d, marks: d.marks.replace('1-184', '1184') })),
  ],
  [
    'DC13',
    'another origin declared',
    () => planted('declaration', (d) => ({ ...d, lines: first(d.lines, { originCountry: 'VN' }) })),
  ],
  [
    'DC11',
    'another heading declared',
    () => planted('declaration', (d) => ({ ...d, lines: first(d.lines, { codeTs: '8516602000' }) })),
  ],
  [
    'DC11',
    'a heading on the bill that is not shipped',
    () => planted('billOfLading', (d) => ({ ...d, hsCodes: ['851660'] })),
  ],
  ['DC14', 'another shipper', () => planted('billOfLading', (d) => ({ ...d, shipper: 'Cixi Hengda' }))],
  ['DC14', 'another consignor declared', () => planted('declaration', (d) => ({ ...d, consignor: d.producer }))],
  ['DC15', 'another consignee', () => planted('billOfLading', (d) => ({ ...d, consignee: 'TO ORDER' }))],
  ['DC16', 'another notify party', () => planted('billOfLading', (d) => ({ ...d, notify: 'Somebody Else Inc.' }))],
  ['DC17', 'another port of discharge', () => planted('billOfLading', (d) => ({ ...d, portOfDischarge: 'USLAX' }))],
  ['DC18', 'another voyage', () => planted('billOfLading', (d) => ({ ...d, voyage: '0128E' }))],
  ['DC18', 'another bill declared', () => planted('declaration', (d) => ({ ...d, billNumber: 'SNLNGB0000001' }))],
  ['DC19', 'no container on the bill', () => planted('billOfLading', (d) => ({ ...d, containers: [] }))],
  [
    'DC19',
    'another seal on the bill',
    () => planted('billOfLading', (d) => ({ ...d, containers: first(d.containers, { seal: 'CN0000000' }) })),
  ],
  [
    'DC19',
    'a container number with a wrong check digit',
    () => planted('billOfLading', (d) => ({ ...d, containers: first(d.containers, { number: 'MSKU9070324' }) })),
  ],
  ['DC20', 'an invoice after the vessel sailed', () => planted('invoice', (d) => ({ ...d, date: '2027-02-06' }))],
  ['DC20', 'an invoice before its contract', () => planted('invoice', (d) => ({ ...d, date: '2026-12-07' }))],
  [
    'DC20',
    'a declaration later than 24 hours before loading',
    () => planted('declaration', (d) => ({ ...d, draftedOn: '2027-02-05' })),
  ],
  [
    'DC20',
    'a vessel that leaves earlier than the one the declaration was drafted for',
    () => planted('booking', (d) => ({ ...d, etd: '2027-02-01' })),
  ],
  ['DC20', 'a release after the vessel sailed', () => ({ ...consistent(), inspectedOn: { 1: '2027-02-06' } })],
  ['DC21', 'prepaid freight under FOB', () => planted('billOfLading', (d) => ({ ...d, freightTerm: 'PREPAID' }))],
  ['DC21', 'CIF declared under FOB', () => planted('declaration', (d) => ({ ...d, transMode: '1' }))],
  [
    'DC21',
    'an insurance document under FOB',
    () => ({ ...consistent(), certificates: [{ kind: 'INSURANCE-POLICY', number: 'P-1' }] }),
  ],
  ['DC22', 'another currency declared', () => planted('declaration', (d) => ({ ...d, currency: 'CNY' }))],
  ['DC24', 'wooden pallets without a mark', () => planted('packingList', (d) => ({ ...d, woodPacking: 'treated' }))],
  [
    'DC24',
    'wood declared that the packing list denies',
    () => planted('declaration', (d) => ({ ...d, wrapType: '93' })),
  ],
  [
    'DC26',
    'statutory kilograms that are not the net weight',
    () =>
      planted('declaration', (d) => ({
        ...d,
        lines: first(d.lines, { statutory: [{ value: '1260.50', unitZh: '千克', measures: 'net-weight' }] }),
      })),
  ],
  ['DC28', 'no bill of lading', () => ({ ...consistent(), billOfLading: null })],
  [
    'DC28',
    'a destination that asks for certificates',
    () => planted('contract', (d) => ({ ...d, destinationCountry: 'SA' })),
  ],
  [
    'DC30',
    'a verified gross mass 600 kg off',
    () => ({ ...consistent(), containers: [{ ...loadedContainer(), vgmKg: '5400' }] }),
  ],
];

const loadedContainer = () => present(loadedShipment().containers[0]);

describe('the cross-check of a document set', () => {
  it('finds nothing in a consistent set', () => {
    expect(crossCheck(consistent())).toEqual([]);
  });

  it.each(plantings)('%s finds %s', (id, _, set) => {
    expect(crossCheck(set()).map((f) => f.check)).toContain(id);
  });

  it('names both documents and both values, in both languages', () => {
    const [finding] = crossCheck(planted('billOfLading', (d) => ({ ...d, packages: 183 })));
    expect(finding).toEqual({
      check: 'DC02',
      severity: 'error',
      documents: ['packing-list', 'bill-of-lading'],
      values: ['184', '183'],
      text: {
        en: 'Number of packages differs: packing list says 184, bill of lading says 183',
        zh: '件数不一致：装箱单为 184，提单为 183',
      },
    });
  });

  it('only warns of volume and verified gross mass', () => {
    const warned = crossCheck(planted('packingList', (d) => ({ ...d, volumeM3: '40.000' })));
    expect(warned.map((f) => f.severity)).toEqual(['warning', 'warning']);
  });

  it('compares weights at the precision both documents declare', () => {
    expect(crossCheck(planted('billOfLading', (d) => ({ ...d, grossKg: '2513' })))).toEqual([]);
  });

  it('reads a tariff number with its dots, and a numbered mark with any dash', () => {
    const set = planted('billOfLading', (d) => ({
      ...d,
      hsCodes: ['8516.79', '8516.72'],
      marks: d.marks.replace('1-184', '1 – 184'),
    }));
    expect(crossCheck(set)).toEqual([]);
  });

  it('looks through spacing, punctuation and width of letters', () => {
    const consignee = 'ＨＡＲＢＯＲ & PINE HOME, INC';
    expect(crossCheck(planted('billOfLading', (d) => ({ ...d, consignee })))).toEqual([]);
  });

  it('accepts treated wood that bears its mark', () => {
    const marked = planted('packingList', (d) => ({ ...d, woodPacking: 'treated', ippcMark: 'CN-330 HT' }));
    expect(crossCheck(marked)).toEqual([]);
  });

  it('never lets the bill consign the goods to the seller, even if so instructed', () => {
    const consignee = 'Ningbo Eastbridge Trading Co., Ltd.';
    const set = planted('billOfLading', (d) => ({ ...d, consignee }));
    const instructed = { ...set, instruction: { ...present(set.instruction), consignee } };
    expect(crossCheck(instructed).map((f) => f.check)).toEqual(['DC15']);
  });
});

describe('the check of a draft alone', () => {
  const besideDraft = (shipment: Shipment) => draftBeside(contentFor(shipment).packingList, shipment);

  it('finds other cartons and weight at once', () => {
    const shipment = withDraft(loadedShipment(), { packages: 183, grossKg: '2499.70' });
    expect(crossCheck(besideDraft(shipment)).map((f) => f.check)).toEqual(['DC02', 'DC03']);
  });

  it('knows no document with a price', () => {
    const { invoice, declaration, contract } = besideDraft(withDraft(loadedShipment()));
    expect([invoice, declaration, contract]).toEqual([null, null, null]);
  });
});

describe('any shipment', () => {
  const shipments = fc
    .record({
      kettles: fc.integer({ min: 96, max: 105 }),
      gross: fc.integer({ min: 1270, max: 1600 }).map((g) => (g / 100).toFixed(2)),
      voyage: fc.stringMatching(/^\d{4}[EW]$/),
    })
    .map(({ kettles, gross, voyage }) => {
      const ranges = [
        cartons({ lineId: 'line-1', from: 1, to: kettles, grossKg: gross }),
        cartons({ lineId: 'line-2', from: kettles + 1, to: kettles + 83 }),
        cartons({ lineId: 'line-2', from: kettles + 84, to: kettles + 84, quantityPerCarton: '2' }),
      ];
      const booked = stateOf(bookShipment({ ...booking, voyage })(packed(openedShipment(), ranges)));
      const enough = lots.map((lot) => ({ ...lot, quantity: { value: '2000', unit: 'PCE' } }));
      return stateOf(loadContainer(loading, enough, [])(booked));
    });

  it('gives documents without an error when the bill says the same', () => {
    fc.assert(
      fc.property(shipments, (shipment) => {
        const said = withDraft(shipment, { voyage: present(shipment.booking).voyage });
        expect(crossCheck(setOf(said)).filter((f) => f.severity === 'error')).toEqual([]);
      }),
      { seed: 20270205, numRuns: 100 },
    );
  });

  it('is found out when the bill says another carton count or weight', () => {
    const by = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(shipments, by, by, (shipment, fewer, lighter) => {
        const { packages, grossKg } = carefulDraft(shipment);
        const wrong = withDraft(shipment, {
          voyage: present(shipment.booking).voyage,
          packages: packages - fewer,
          grossKg: (Number(grossKg) - lighter).toFixed(2),
        });
        expect(crossCheck(setOf(wrong)).map((f) => f.check)).toEqual(['DC02', 'DC03']);
      }),
      { seed: 20270206, numRuns: 100 },
    );
  });
});
