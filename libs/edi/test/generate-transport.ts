import fc from 'fast-check';
import type { CanonicalDocument, TransportInstruction, TransportStatus } from '../src/canonical/documents.ts';
import { code, date, line, quantity, some, text } from './generate-documents.ts';

/** Generators of the documents that EDIFACT alone carries, as long as D.96A allows. */
const instant = fc
  .tuple(date, fc.integer({ min: 0, max: 23 }), fc.constantFrom('Z', '+08:00', '-05:00'))
  .map(([day, hour, offset]) => `${day}T${String(hour).padStart(2, '0')}:30:00${offset}`);

const roles = fc.constantFrom('consignor', 'consignee', 'notify', 'forwarder', 'carrier', 'buyer', 'seller' as const);
const parties = fc.array(
  fc.record(
    {
      role: roles,
      name: text(100),
      id: code(2, 17),
      address: fc.array(text(35), { minLength: 1, maxLength: 4 }),
      city: text(30, 2),
      country: fc.constantFrom('CN', 'US', 'DE'),
    },
    { requiredKeys: ['role', 'name'] },
  ),
  { maxLength: 4 },
);

const place = fc.oneof(
  fc.record({ id: fc.constantFrom('CNNGB', 'DEHAM', 'USLAX'), idQualifier: fc.constant('6') }),
  fc.record({ id: code(2, 20), idQualifier: fc.constantFrom('92', 'UL'), name: text(70) }),
  fc.record({ name: text(70) }),
);
const conveyance = fc.record(
  {
    mode: fc.constantFrom('sea', 'rail', 'road', 'air', 'inland-water' as const),
    name: text(35),
    voyage: code(2, 17),
  },
  { ...some },
);
const notEmpty = (value: object): boolean => Object.keys(value).length > 0;
const references = fc
  .record(
    {
      booking: code(2, 30),
      billOfLading: code(2, 30),
      shipment: code(2, 30),
      orders: fc.uniqueArray(code(2, 30), { minLength: 1, maxLength: 3 }),
    },
    some,
  )
  .filter(notEmpty);
const container = fc.stringMatching(/^[A-Z]{4}\d{7}$/);
const containers = fc.array(container, { minLength: 1, maxLength: 3 });

const eventDetails = fc.record(
  {
    timing: fc.constantFrom('actual', 'estimated' as const),
    at: instant,
    description: text(35),
    place,
    conveyance: conveyance.filter(notEmpty),
    containers,
    remark: text(300),
  },
  { requiredKeys: ['timing', 'at'] },
);
const event = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        'booked',
        'collected',
        'gate-in',
        'customs-cleared',
        'loaded',
        'departed',
        'en-route',
        'arrived',
        'unloaded',
        'gate-out',
        'delivered',
        'delayed',
        'not-delivered',
        'other' as const,
      ),
      eventDetails,
    )
    .map(([kind, details]) => ({ event: kind, ...details })),
  fc
    .tuple(fc.constantFrom('74', '99', 'XYZ'), eventDetails)
    .map(([partnerCode, details]) => ({ event: 'other' as const, code: partnerCode, ...details })),
);

const transportStatus: fc.Arbitrary<TransportStatus> = fc
  .tuple(
    fc.option(instant),
    fc.record({
      kind: fc.constant('transport-status'),
      statusNumber: code(2, 30),
      statusDate: date,
      parties,
      consignments: fc.array(
        fc.record(
          { consignment: code(2, 35), references, events: fc.array(event, { minLength: 1, maxLength: 3 }) },
          { requiredKeys: ['consignment', 'events'] },
        ),
        { maxLength: 3 },
      ),
    }),
  )
  .map(([reportedAt, status]) =>
    reportedAt === null ? status : { ...status, statusDate: reportedAt.slice(0, 10), reportedAt },
  );

const measure = (unit: string) => fc.record({ value: quantity, unit: fc.constant(unit) });
const packageCount = fc.integer({ min: 1, max: 9999 });

const goods = fc.array(
  fc.record(
    {
      item: line,
      packages: fc.record({ count: packageCount, type: fc.constantFrom('CT', 'PX', 'CTN') }),
      description: text(400),
      orderNumber: code(2, 30),
      hsCode: fc.stringMatching(/^\d{6,10}$/),
      grossWeight: measure('KGM'),
      volume: measure('MTQ'),
      marks: fc.array(text(35), { minLength: 1, maxLength: 12 }),
      stowed: fc.array(fc.record({ container, packages: packageCount }, { requiredKeys: ['container'] }), {
        minLength: 1,
        maxLength: 2,
      }),
      dangerous: fc.record(
        { imdgClass: fc.constantFrom('3', '9', '2.1'), unNumber: fc.constantFrom('1263', '3480') },
        { requiredKeys: ['imdgClass'] },
      ),
    },
    { requiredKeys: ['item'] },
  ),
  { maxLength: 3 },
);

const leg = fc
  .tuple(
    conveyance,
    fc.record(
      {
        stage: fc.constantFrom('pre-carriage', 'main-carriage', 'on-carriage' as const),
        loading: place,
        discharge: place,
        departure: date,
        arrival: date,
      },
      { requiredKeys: ['stage'] },
    ),
  )
  .map(([means, rest]) => ({ ...means, ...rest }));

const transportInstruction: fc.Arbitrary<TransportInstruction> = fc.record(
  {
    kind: fc.constant('transport-instruction'),
    instructionNumber: code(2, 30),
    instructionDate: date,
    purpose: fc.constantFrom('original', 'replacement', 'change', 'cancellation'),
    references,
    tradeTerm: fc.record(
      { incoterm: fc.constantFrom('FOB', 'CIF', 'EXW'), place: text(80) },
      { requiredKeys: ['incoterm'] },
    ),
    freight: fc.constantFrom('prepaid', 'collect'),
    service: fc.constantFrom('door-to-door', 'door-to-port', 'port-to-door', 'port-to-port'),
    collection: date,
    delivery: date,
    placeOfReceipt: place,
    placeOfDelivery: place,
    legs: fc.array(leg, { maxLength: 3 }),
    parties,
    notes: fc.array(text(500), { minLength: 1, maxLength: 2 }),
    goods,
    containers: fc.array(
      fc.record(
        {
          number: container,
          type: fc.constantFrom('45G1', '22G1'),
          seals: fc.array(code(2, 10), { minLength: 1, maxLength: 2 }),
        },
        some,
      ),
      { minLength: 1, maxLength: 2 },
    ),
  },
  { requiredKeys: ['kind', 'instructionNumber', 'instructionDate', 'purpose', 'legs', 'parties', 'goods'] },
);

/** By EDIFACT message. */
export const transportDocuments: Readonly<Record<string, fc.Arbitrary<CanonicalDocument>>> = {
  IFTMIN: transportInstruction,
  IFTSTA: transportStatus,
};
