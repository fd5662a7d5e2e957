import type { CanonicalDocument } from '@tradeloom/edi';

/** Acknowledgements answer a group that came in: the gateway draws them up, nobody writes them by hand. */
type WrittenKind = Exclude<CanonicalDocument['kind'], 'functional-acknowledgement' | 'interchange-acknowledgement'>;

const deliveryPlan =
  'scheduleNumber purpose issueDate basis counting horizonStart lines lines.line lines.unit lines.schedules lines.schedules.quantity lines.schedules.certainty lines.schedules.span lines.schedules.date';

/** What each kind of document cannot do without, besides `kind` and `parties`; dots lead into the items of a list. */
const needed: Readonly<Record<WrittenKind, string>> = {
  'purchase-order':
    'orderNumber orderDate purpose currency lines lines.line lines.quantity lines.unit lines.unitPrice lines.schedules',
  'order-response':
    'orderNumber orderDate responseDate outcome lines lines.line lines.quantity lines.unit lines.confirmations',
  'order-change':
    'orderNumber orderDate changeNumber changeDate purpose lines lines.line lines.action lines.quantity lines.unit lines.schedules',
  'order-change-response':
    'orderNumber orderDate changeNumber responseDate outcome lines lines.line lines.quantity lines.unit lines.confirmations',
  'progress-report':
    'reportNumber reportDate lines lines.orderNumber lines.line lines.milestone lines.good lines.scrap lines.unit lines.asOf',
  'despatch-advice': 'shipmentNumber despatchDate lines lines.orderNumber lines.line lines.quantity lines.unit',
  'receipt-advice':
    'receiptNumber receiptDate shipmentNumber lines lines.orderNumber lines.line lines.received lines.accepted lines.rejected lines.unit',
  invoice:
    'invoiceNumber invoiceDate currency net total lines lines.orderNumber lines.line lines.quantity lines.unit lines.unitPrice lines.amount',
  'remittance-advice':
    'remittanceNumber paymentDate currency amount invoices invoices.invoiceNumber invoices.paid invoices.invoiced',
  'application-advice': 'adviceNumber adviceDate outcome errors errors.code errors.text',
  'delivery-forecast': deliveryPlan,
  'delivery-call': deliveryPlan,
  'inventory-report':
    'reportNumber reportDate lines lines.line lines.quantities lines.quantities.state lines.quantities.quantity lines.quantities.unit',
  'order-status-enquiry': 'enquiryNumber enquiryDate orders orders.orderNumber orders.lines orders.lines.line',
  'test-results':
    'reportNumber reportDate items items.line items.characteristics items.characteristics.name items.characteristics.measurements',
  'transport-status':
    'statusNumber statusDate consignments consignments.consignment consignments.events consignments.events.event consignments.events.timing consignments.events.at',
  'transport-instruction': 'instructionNumber instructionDate purpose legs legs.stage goods goods.item',
};
const lists = new Set([
  'lines',
  'schedules',
  'confirmations',
  'invoices',
  'errors',
  'quantities',
  'orders',
  'items',
  'characteristics',
  'measurements',
  'consignments',
  'events',
  'legs',
  'goods',
]);

const text = { type: 'string', minLength: 1 };
const party = {
  type: 'object',
  required: ['qualifier', 'id'],
  properties: { qualifier: text, id: text, applicationId: text },
};

const parties = { type: 'array', items: { type: 'object', required: ['role'], properties: { role: text } } };

const membersOf = (paths: readonly string[]): { type: string; required: string[]; properties: object } => ({
  type: 'object',
  required: paths.filter((path) => !path.includes('.')),
  properties: Object.fromEntries(
    paths
      .filter((path) => !path.includes('.'))
      .map((name) => {
        const inner = paths.filter((path) => path.startsWith(`${name}.`)).map((path) => path.slice(name.length + 1));
        const items = inner.length > 0 ? membersOf(inner) : {};
        return [name, lists.has(name) ? { type: 'array', items } : text];
      }),
  ),
});

const documentOf = ([kind, paths]: [string, string]): object => {
  const { required, properties } = membersOf(['kind', 'parties', ...paths.split(' ')]);
  return { required, properties: { ...properties, parties, kind: { const: kind } } };
};

/** The input of `edi write`: enough of its shape that the writer can say the rest in the trade's own words. */
export const interchangeFileSchema = {
  type: 'object',
  required: ['envelope', 'document'],
  properties: {
    envelope: {
      type: 'object',
      required: ['sender', 'receiver', 'control'],
      properties: {
        sender: party,
        receiver: party,
        control: { type: ['string', 'integer'] },
        test: { type: 'boolean' },
        date: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
        time: { type: 'string', pattern: '^\\d{4}(\\d{2})?$' },
      },
    },
    document: {
      type: 'object',
      required: ['kind'],
      discriminator: { propertyName: 'kind' },
      oneOf: Object.entries(needed).map(documentOf),
    },
  },
} as const;
