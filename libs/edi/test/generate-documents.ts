import fc from 'fast-check';
import type {
  ApplicationAdvice,
  CanonicalDocument,
  DeliveryCall,
  DeliveryForecast,
  DespatchAdvice,
  FunctionalAcknowledgement,
  InventoryReport,
  Invoice,
  OrderChange,
  OrderChangeResponse,
  OrderResponse,
  OrderStatusEnquiry,
  PlannedDelivery,
  ProgressReport,
  PurchaseOrder,
  ReceiptAdvice,
  RemittanceAdvice,
  TestedCharacteristic,
  TestResults,
} from '../src/canonical/documents.ts';

/** Generators of documents that X12 can carry: lengths within the elements, no delimiters, no blanks at the ends. */
const words = [
  'Ningbo',
  'Mingzhou',
  '六角螺栓',
  '宁波',
  'M10x50',
  'trading',
  'Co., Ltd.',
  'hex',
  'Größe',
  'B/L',
  '№7',
  '(new)',
];

export const text = (max: number, min = 1): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...words), { minLength: 1, maxLength: Math.max(1, Math.floor(max / 4)) })
    .map((parts) => [...parts.join(' ')].slice(0, max).join('').trim())
    .filter((t) => [...t].length >= min);
const long = (max: number): fc.Arbitrary<string> =>
  fc.oneof({ weight: 4, arbitrary: text(30) }, { weight: 1, arbitrary: text(max) });
export const code = (min: number, max: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[A-Z0-9][A-Z0-9-]{${Math.max(0, min - 2)},${max - 2}}[A-Z0-9]$`));
const amount = fc.integer({ min: 1, max: 99_999_999 }).map((n) => (n / 100).toFixed(2));
const count = fc.integer({ min: 0, max: 999_999 }).map(String);
export const quantity = fc.oneof(
  count,
  fc.integer({ min: 1, max: 99_999 }).map((n) => (n / 10).toFixed(1)),
);
const price = fc.integer({ min: 1, max: 9_999_999 }).map((n) => (n / 10_000).toFixed(4));
export const date = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const unit = fc.constantFrom('PCE', 'KGM', 'SET', 'CTN', 'MTR', 'EA', 'DZN');
const currency = fc.constantFrom('USD', 'EUR', 'CNY', 'JPY', 'XXX');
export const some: { requiredKeys: [] } = { requiredKeys: [] };

const item = fc.record({ buyerItem: code(2, 20), sellerItem: code(2, 20), description: long(300) }, some);
export const line = fc.integer({ min: 1, max: 9999 }).map(String);

const place = fc.record(
  {
    address: fc.array(text(55), { minLength: 1, maxLength: 4 }),
    city: text(30, 2),
    region: fc.oneof(fc.constantFrom('ZJ', 'TX'), fc.constant('Zhejiang')),
    postalCode: code(3, 10),
    country: fc.constantFrom('CN', 'US', 'DE'),
  },
  some,
);
const identity = fc.oneof(
  fc.record({ name: long(150) }),
  fc.record({ name: text(60), id: code(2, 17), idQualifier: fc.constantFrom('92', '91', '1') }),
  fc.record({ id: code(2, 17) }),
);
const role = fc.constantFrom(
  'buyer',
  'seller',
  'ship-to',
  'ship-from',
  'bill-to',
  'payer',
  'payee',
  'carrier' as const,
);
const parties = fc.array(
  fc.tuple(role, identity, place).map(([r, i, p]) => ({ role: r, ...i, ...p })),
  { maxLength: 3 },
);

const schedules = fc.array(fc.record({ quantity, unit, date }), { maxLength: 3 });
const payer = fc.constantFrom('buyer' as const, 'seller' as const);

const purchaseOrder: fc.Arbitrary<PurchaseOrder> = fc.record(
  {
    kind: fc.constant('purchase-order'),
    orderNumber: code(2, 22),
    orderDate: date,
    purpose: fc.constantFrom('original', 'cancellation', 'replacement'),
    currency,
    parties,
    tradeTerm: fc.record(
      { incoterm: fc.constantFrom('FOB', 'CIF', 'EXW', 'DDP'), place: text(80) },
      { requiredKeys: ['incoterm'] },
    ),
    charges: fc
      .record({ freight: payer, insurance: payer, certification: payer }, some)
      .filter((c) => Object.keys(c).length > 0),
    paymentTerms: fc.constantFrom('T/T 30/60/10', 'L/C at sight', '月结60天'),
    requestedDelivery: date,
    references: fc.dictionary(fc.constantFrom('CT', 'PR', 'VR', 'CT.2'), code(2, 30), { minKeys: 1 }).map(inOrder),
    notes: fc.array(long(900), { minLength: 1, maxLength: 3 }),
    lines: fc.array(
      fc
        .tuple(item, fc.record({ line, quantity, unit, unitPrice: price, schedules }))
        .map(([i, l]) => ({ ...l, ...i })),
      { minLength: 1, maxLength: 4 },
    ),
  },
  { requiredKeys: ['kind', 'orderNumber', 'orderDate', 'purpose', 'currency', 'parties', 'lines'] },
);

/** A second contract number comes after the first. */
function inOrder(references: Record<string, string>): Record<string, string> {
  const { 'CT.2': second, ...rest } = references;
  return second === undefined || !('CT' in rest)
    ? { ...rest, ...(second ? { CT: second } : {}) }
    : { ...rest, 'CT.2': second };
}

const responseLine = fc
  .tuple(
    item,
    fc.record({ unitPrice: price }, some),
    fc.record({
      line,
      quantity,
      unit,
      confirmations: fc.array(
        fc.record(
          {
            status: fc.constantFrom(
              'accepted' as const,
              'changed' as const,
              'quantity-changed' as const,
              'date-changed' as const,
              'price-changed' as const,
              'rejected' as const,
              'backordered' as const,
            ),
            quantity,
            unit,
            date,
            reason: long(500),
          },
          { requiredKeys: ['status', 'quantity', 'unit'] },
        ),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  )
  .map(([i, p, l]) => ({ ...l, ...i, ...p }));
const outcome = fc.constantFrom('accepted' as const, 'changed' as const, 'rejected' as const);

const orderResponse: fc.Arbitrary<OrderResponse> = fc.record(
  {
    kind: fc.constant('order-response'),
    orderNumber: code(2, 22),
    orderDate: date,
    responseDate: date,
    sellerOrder: code(2, 30),
    outcome,
    currency: fc.constantFrom('USD', 'CNY'),
    parties,
    lines: fc.array(responseLine, { maxLength: 4 }),
  },
  { requiredKeys: ['kind', 'orderNumber', 'orderDate', 'responseDate', 'outcome', 'parties', 'lines'] },
);

const orderChangeResponse: fc.Arbitrary<OrderChangeResponse> = fc.record({
  kind: fc.constant('order-change-response'),
  orderNumber: code(2, 22),
  orderDate: date,
  changeNumber: code(2, 40),
  responseDate: date,
  outcome,
  parties,
  lines: fc.array(responseLine, { maxLength: 4 }),
});

const orderChange: fc.Arbitrary<OrderChange> = fc.record(
  {
    kind: fc.constant('order-change'),
    orderNumber: code(2, 22),
    orderDate: date,
    changeNumber: code(2, 40),
    changeDate: date,
    purpose: fc.constantFrom('change', 'cancellation', 'confirmation'),
    currency: fc.constantFrom('USD', 'CNY'),
    parties,
    notes: fc.array(long(400), { minLength: 1, maxLength: 2 }),
    lines: fc.array(
      fc
        .tuple(
          item,
          fc.record({ unitPrice: price }, some),
          fc.record({
            line,
            action: fc.constantFrom(
              'add' as const,
              'delete' as const,
              'quantity-increase' as const,
              'quantity-decrease' as const,
              'reschedule' as const,
              'price-change' as const,
              'change' as const,
            ),
            quantity,
            unit,
            schedules,
          }),
        )
        .map(([i, p, l]) => ({ ...l, ...i, ...p })),
      { maxLength: 4 },
    ),
  },
  { requiredKeys: ['kind', 'orderNumber', 'orderDate', 'changeNumber', 'changeDate', 'purpose', 'parties', 'lines'] },
);

const instant = fc
  .tuple(
    date,
    fc.constantFrom('09:15:00', '23:59:59', '00:00:00', '07:08:09.25'),
    fc.constantFrom('Z', '+08:00', '-05:00', '+12:00'),
  )
  .map(([d, t, o]) => `${d}T${t}${o}`);

const progressReport: fc.Arbitrary<ProgressReport> = fc.record({
  kind: fc.constant('progress-report'),
  reportNumber: code(2, 30),
  reportDate: date,
  parties,
  lines: fc.array(
    fc
      .tuple(
        item,
        fc.oneof(
          fc.constant({}),
          fc.record({ reason: text(80) }),
          fc.record({ correction: fc.constant(true), reason: text(80) }),
        ),
        fc.record({ remark: long(200) }, some),
        fc.record({
          orderNumber: fc.constantFrom('PO-1', 'PO-2', 'PO-3'),
          line,
          milestone: fc.constantFrom(
            'material-ready' as const,
            'started' as const,
            'finished' as const,
            'packed' as const,
            'shipped' as const,
          ),
          good: quantity,
          scrap: quantity,
          unit,
          asOf: instant,
        }),
      )
      .map(([i, c, r, l]) => ({ ...l, ...i, ...c, ...r })),
    { minLength: 1, maxLength: 5 },
  ),
});

const vesselAndVoyage = fc.record({ vessel: text(28, 2), voyage: code(2, 10) }, some);

const despatchAdvice: fc.Arbitrary<DespatchAdvice> = fc
  .tuple(
    vesselAndVoyage,
    fc.record(
      {
        kind: fc.constant('despatch-advice' as const),
        shipmentNumber: code(2, 30),
        despatchDate: date,
        estimatedArrival: date,
        parties,
        packages: fc.record({ count: fc.integer({ min: 1, max: 9999 }), type: fc.constantFrom('CTN', 'PLT') }),
        grossWeight: fc.record({ value: quantity, unit: fc.constant('KGM') }),
        billOfLading: code(2, 30),
        containers: fc.array(
          fc.record(
            { number: fc.stringMatching(/^[A-Z]{3}U[0-9]{7}$/), seal: code(2, 15) },
            { requiredKeys: ['number'] },
          ),
          { minLength: 1, maxLength: 3 },
        ),
        lines: fc.array(
          fc
            .tuple(
              item,
              fc.record({ lot: code(2, 30), cartons: fc.integer({ min: 1, max: 999 }) }, some),
              fc.record({ orderNumber: fc.constantFrom('PO-1', 'PO-2'), line, quantity, unit }),
            )
            .map(([i, o, l]) => ({ ...l, ...i, ...o })),
          { minLength: 1, maxLength: 4 },
        ),
      },
      { requiredKeys: ['kind', 'shipmentNumber', 'despatchDate', 'parties', 'lines'] },
    ),
  )
  .map(([v, d]) => ({ ...d, ...v }));

const receiptAdvice: fc.Arbitrary<ReceiptAdvice> = fc.record({
  kind: fc.constant('receipt-advice'),
  receiptNumber: code(2, 30),
  receiptDate: date,
  shipmentNumber: code(2, 30),
  parties,
  lines: fc.array(
    fc
      .tuple(
        item,
        fc.record({ lot: code(2, 30), reason: text(80) }, some),
        fc.record({ orderNumber: code(2, 22), line, received: quantity, accepted: quantity, rejected: quantity, unit }),
        fc.option(fc.boolean()),
      )
      .map(([i, o, l, whole]) => ({
        ...l,
        ...i,
        ...o,
        ...(whole !== null && { damaged: whole ? l.rejected : '0' }),
      })),
    { minLength: 1, maxLength: 4 },
  ),
});

const invoice: fc.Arbitrary<Invoice> = fc
  .tuple(
    currency,
    fc.integer({ min: 1, max: 99_999_999 }),
    fc.record(
      {
        kind: fc.constant('invoice' as const),
        invoiceNumber: code(2, 22),
        invoiceDate: date,
        orderNumber: code(2, 22),
        parties,
        billOfLading: code(2, 30),
        net: amount,
        tax: fc.record({ ratePercent: fc.constantFrom('13', '19.5', '0'), amount }),
        lines: fc.array(
          fc
            .tuple(item, fc.record({ orderNumber: code(2, 22), line, quantity, unit, unitPrice: price, amount }))
            .map(([i, l]) => ({ ...l, ...i })),
          { maxLength: 4 },
        ),
      },
      { requiredKeys: ['kind', 'invoiceNumber', 'invoiceDate', 'parties', 'net', 'lines'] },
    ),
  )
  .map(([c, cents, d]) => ({ ...d, currency: c, total: c === 'JPY' ? String(cents) : (cents / 100).toFixed(2) }));

const remittanceAdvice: fc.Arbitrary<RemittanceAdvice> = fc.record({
  kind: fc.constant('remittance-advice'),
  remittanceNumber: code(2, 30),
  paymentDate: date,
  currency,
  amount,
  parties,
  invoices: fc.array(
    fc.record(
      {
        invoiceNumber: code(2, 30),
        invoiceDate: date,
        paid: amount,
        invoiced: amount,
        deduction: amount,
        reason: long(200),
      },
      { requiredKeys: ['invoiceNumber', 'paid', 'invoiced'] },
    ),
    { maxLength: 4 },
  ),
});

const applicationAdvice: fc.Arbitrary<ApplicationAdvice> = fc.record({
  kind: fc.constant('application-advice'),
  adviceNumber: code(2, 30),
  adviceDate: date,
  refersTo: fc.record(
    {
      type: fc.constantFrom('850', '810', '856', '870'),
      number: code(2, 30),
      groupControl: fc.constantFrom('1', '905', '000000012'),
      messageControl: fc.constantFrom('0001', '000000017'),
    },
    { requiredKeys: ['type', 'number'] },
  ),
  outcome: fc.constantFrom('accepted', 'accepted-with-change', 'rejected'),
  parties,
  errors: fc.array(
    fc.record(
      {
        code: fc.constantFrom('007', 'ZZZ', 'orders.line.unknown-item', 'P'),
        text: long(200),
        position: fc.constantFrom('PO1/7/3', 'PO1/7', 'line 2'),
        value: text(60),
      },
      { requiredKeys: ['code', 'text'] },
    ),
    { maxLength: 3 },
  ),
});

const messageOutcome = fc.constantFrom('accepted' as const, 'accepted-with-errors' as const, 'rejected' as const);
const position = fc.integer({ min: 1, max: 99 });

const context = fc.oneof(
  fc.record({ name: fc.constantFrom('CLM01', 'BEG03'), value: code(2, 35) }),
  fc.record(
    {
      name: fc.constant('SITUATIONAL TRIGGER'),
      segment: fc.constantFrom('CLM', 'PO1'),
      position,
      loop: fc.constantFrom('2300', 'PO1'),
      element: position,
      component: position,
      repetition: position,
    },
    { requiredKeys: ['name', 'segment', 'position', 'element'] },
  ),
);
const contexts = fc.record({ contexts: fc.array(context, { minLength: 1, maxLength: 3 }) }, some);

const acknowledgement = <S extends '997' | '999'>(
  set: S,
  explained: typeof contexts,
): fc.Arbitrary<FunctionalAcknowledgement> =>
  fc.record(
    {
      kind: fc.constant('functional-acknowledgement' as const),
      set: fc.constant(set),
      functionalId: fc.constantFrom('PO', 'RS'),
      groupControl: fc.constantFrom('1', '000000905'),
      version: fc.constantFrom('005010', '005010X231A1'),
      outcome: fc.constantFrom(
        'accepted' as const,
        'accepted-with-errors' as const,
        'partially-accepted' as const,
        'rejected' as const,
      ),
      declaredMessages: position,
      receivedMessages: position,
      acceptedMessages: position,
      groupErrors: fc.uniqueArray(fc.constantFrom('2', '4', '5'), { maxLength: 2 }),
      messages: fc.array(
        fc.record(
          {
            type: fc.constantFrom('850', '870'),
            control: fc.constantFrom('0001', '000000017'),
            implementation: fc.constantFrom('005010X223A2', 'ACME850'),
            outcome: messageOutcome,
            errors: fc.uniqueArray(fc.constantFrom('1', '4', '5'), { maxLength: 3 }),
            segments: fc.array(
              fc
                .tuple(
                  explained,
                  fc.record({
                    segment: fc.constantFrom('PO1', 'BEG', 'N1'),
                    position,
                    errors: fc.uniqueArray(fc.constantFrom('3', '8'), { maxLength: set === '997' ? 2 : 1 }),
                    elements: fc.array(
                      fc
                        .tuple(
                          explained,
                          fc.record(
                            {
                              position,
                              component: position,
                              repetition: position,
                              number: fc.constantFrom('355', '673'),
                              error: fc.constantFrom('1', '7'),
                              value: code(2, 40),
                            },
                            { requiredKeys: ['position', 'error'] },
                          ),
                        )
                        .map(([c, e]) => ({ ...e, ...c })),
                      { maxLength: 2 },
                    ),
                  }),
                )
                .map(([c, segment]) => ({ ...segment, ...c })),
              { maxLength: 2 },
            ),
          },
          { requiredKeys: ['type', 'control', 'outcome', 'errors', 'segments'] },
        ),
        { maxLength: 3 },
      ),
    },
    {
      requiredKeys: [
        'kind',
        'set',
        'functionalId',
        'groupControl',
        'outcome',
        'declaredMessages',
        'receivedMessages',
        'acceptedMessages',
        'groupErrors',
        'messages',
      ],
    },
  );

const partyCode = fc.record(
  { id: code(2, 17), idQualifier: fc.constantFrom('92', '91', '1') },
  { requiredKeys: ['id'] },
);
const clock = fc.constantFrom('00:00', '08:30', '23:59');

const planHead = {
  scheduleNumber: code(2, 30),
  release: code(2, 30),
  purpose: fc.constantFrom('original' as const, 'replacement' as const, 'change' as const, 'cancellation' as const),
  issueDate: date,
  basis: fc.constantFrom('delivery' as const, 'shipment' as const),
  counting: fc.constantFrom('discrete' as const, 'cumulative' as const),
  horizonStart: date,
  contract: code(2, 30),
  parties,
};
const planNeeds = [
  'kind',
  'scheduleNumber',
  'purpose',
  'issueDate',
  'basis',
  'counting',
  'horizonStart',
  'parties',
  'lines',
] as const;

const deliveries = <C extends PlannedDelivery['certainty']>(...certainties: C[]): fc.Arbitrary<PlannedDelivery[]> =>
  fc.array(
    fc.record(
      {
        quantity,
        certainty: fc.constantFrom(...certainties),
        span: fc.constantFrom(
          'day' as const,
          'week' as const,
          'month' as const,
          'quarter' as const,
          'flexible' as const,
        ),
        date,
        until: date,
        time: clock,
        callOff: code(2, 30),
      },
      { requiredKeys: ['quantity', 'certainty', 'span', 'date'] },
    ),
    { minLength: 1, maxLength: 4 },
  );
const counts = {
  dock: code(2, 30),
  cumulativeReceived: fc.record({ quantity, from: date, until: date }, { requiredKeys: ['quantity'] }),
  lastReceipt: fc.record({ quantity, date, shipmentNumber: code(2, 30) }, { requiredKeys: ['quantity'] }),
};
const orderLine = fc.record({ orderNumber: code(2, 22), orderLine: line }, some);
const authorizations = fc.array(
  fc.oneof(
    fc.record({
      resource: fc.constantFrom('production' as const, 'material' as const),
      quantity,
      from: date,
      until: date,
    }),
    fc.record({ resource: fc.constantFrom('production' as const, 'material' as const), until: date }),
  ),
  { minLength: 1, maxLength: 2 },
);

const deliveryForecast: fc.Arbitrary<DeliveryForecast> = fc.record(
  {
    kind: fc.constant('delivery-forecast'),
    ...planHead,
    horizonEnd: date,
    lines: fc.array(
      fc
        .tuple(
          item,
          orderLine,
          fc.record({ ...counts, authorizations, shipTo: fc.oneof(partyCode, fc.record({ name: long(120) })) }, some),
          fc.record({ line, unit, schedules: deliveries('immediate', 'firm', 'production', 'material', 'planned') }),
        )
        .map(([i, o, c, l]) => ({ ...l, ...i, ...o, ...c })),
      { minLength: 1, maxLength: 3 },
    ),
  },
  { requiredKeys: [...planNeeds] },
);

const deliveryCall: fc.Arbitrary<DeliveryCall> = fc.record(
  {
    kind: fc.constant('delivery-call'),
    ...planHead,
    horizonEnd: date,
    lines: fc.array(
      fc
        .tuple(
          item,
          orderLine,
          fc.record({ ...counts, shipTo: partyCode }, some),
          fc.record({ line, unit, schedules: deliveries('immediate', 'firm', 'planned') }),
        )
        .map(([i, o, c, l]) => ({ ...l, ...i, ...o, ...c })),
      { minLength: 1, maxLength: 3 },
    ),
  },
  { requiredKeys: [...planNeeds, 'horizonEnd'] },
);

const stockState = fc.constantFrom(
  'on-hand' as const,
  'available' as const,
  'committed' as const,
  'blocked' as const,
  'in-transit' as const,
  'on-order' as const,
  'in-production' as const,
);

const inventoryReport: fc.Arbitrary<InventoryReport> = fc.record(
  {
    kind: fc.constant('inventory-report'),
    reportNumber: code(2, 30),
    reportDate: date,
    countDate: date,
    parties,
    lines: fc.array(
      fc
        .tuple(
          item,
          fc.record({ location: fc.oneof(partyCode, fc.record({ name: long(120) })), lot: code(2, 30) }, some),
          fc.record({
            line,
            quantities: fc.array(
              fc.record({ state: stockState, quantity, unit, date }, { requiredKeys: ['state', 'quantity', 'unit'] }),
              { maxLength: 4 },
            ),
          }),
        )
        .map(([i, o, l]) => ({ ...l, ...i, ...o })),
      { minLength: 1, maxLength: 4 },
    ),
  },
  { requiredKeys: ['kind', 'reportNumber', 'reportDate', 'parties', 'lines'] },
);

const notes = fc.array(long(400), { minLength: 1, maxLength: 3 });

const orderStatusEnquiry: fc.Arbitrary<OrderStatusEnquiry> = fc.record(
  {
    kind: fc.constant('order-status-enquiry'),
    enquiryNumber: code(2, 30),
    enquiryDate: date,
    parties,
    notes,
    orders: fc.uniqueArray(
      fc.record(
        {
          orderNumber: code(2, 22),
          orderDate: date,
          lines: fc.array(
            fc.tuple(item, fc.record({ line })).map(([i, l]) => ({ ...l, ...i })),
            { maxLength: 3 },
          ),
        },
        { requiredKeys: ['orderNumber', 'lines'] },
      ),
      { maxLength: 3, selector: ({ orderNumber }) => orderNumber },
    ),
  },
  { requiredKeys: ['kind', 'enquiryNumber', 'enquiryDate', 'parties', 'orders'] },
);

const figure = fc.integer({ min: -99_999, max: 999_999 }).map((n) => (n / 1000).toFixed(3));
const limits = fc
  .record({ minimum: figure, maximum: figure, target: figure }, some)
  .filter((l) => Object.keys(l).length > 0);

const characteristic: fc.Arbitrary<TestedCharacteristic> = fc.record(
  {
    name: fc.oneof(fc.constantFrom('HRD', 'pH', 'Zn coating', '抗拉强度'), text(80)),
    method: fc.oneof(fc.constantFrom('ISO 6507-1', 'GB/T 228.1'), text(80)),
    limits,
    unit: fc.constantFrom('MMT', 'KGM', 'P1', 'MPA'),
    measurements: fc.array(figure, { maxLength: 5 }),
    statistics: fc.array(
      fc.record({
        kind: fc.constantFrom(
          'average' as const,
          'minimum' as const,
          'maximum' as const,
          'range' as const,
          'standard-deviation' as const,
          'capability' as const,
        ),
        value: figure,
      }),
      { minLength: 1, maxLength: 3 },
    ),
    verdict: fc.constantFrom('conforming' as const, 'nonconforming' as const),
    remark: long(300),
  },
  { requiredKeys: ['name', 'measurements'] },
);

const testResults: fc.Arbitrary<TestResults> = fc.record(
  {
    kind: fc.constant('test-results'),
    reportNumber: code(2, 30),
    reportDate: date,
    shipmentNumber: code(2, 30),
    parties,
    notes,
    items: fc.array(
      fc
        .tuple(
          item,
          orderLine,
          fc.record({ lot: code(2, 30), heat: code(2, 30), quantity: fc.record({ value: quantity, unit }) }, some),
          fc.record({ line, characteristics: fc.array(characteristic, { maxLength: 3 }) }),
        )
        .map(([i, o, m, l]) => ({ ...l, ...i, ...o, ...m })),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: ['kind', 'reportNumber', 'reportDate', 'parties', 'items'] },
);

export const documents: Readonly<Record<string, fc.Arbitrary<CanonicalDocument>>> = {
  '810': invoice,
  '820': remittanceAdvice,
  '824': applicationAdvice,
  '830': deliveryForecast,
  '846': inventoryReport,
  '850': purchaseOrder,
  '855': orderResponse,
  '856': despatchAdvice,
  '860': orderChange,
  '861': receiptAdvice,
  '862': deliveryCall,
  '863': testResults,
  '865': orderChangeResponse,
  '869': orderStatusEnquiry,
  '870': progressReport,
  '997': acknowledgement('997', fc.constant({})),
  '999': acknowledgement('999', contexts),
};
