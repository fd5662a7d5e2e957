import type { CanonicalDocument } from '../canonical/documents.ts';

export type ValueType = 'text' | 'decimal' | 'integer' | 'boolean' | 'date' | 'instant' | 'clock' | 'currency';

/** What stands under one name in a canonical document. */
export type Member =
  | { readonly is: 'value'; readonly required: boolean; readonly type: ValueType; readonly oneOf?: readonly string[] }
  | { readonly is: 'object' | 'list'; readonly required: boolean; readonly of: ObjectShape }
  /** A list of plain values. */
  | { readonly is: 'values'; readonly required: boolean }
  /** Texts by key. */
  | { readonly is: 'record'; readonly required: boolean };

export type ObjectShape = ReadonlyMap<string, Member>;

/**
 * The canonical documents as a map names them, in one line of text each (the schemas of docs/canonical say the same):
 * `!` required, `name:type` a value (text where none stands, `a|b` one of these), `name( ... )` an object, `name[]( ... )`
 * a list of them, `name[]:text` a list of values, `name{}` texts by key. `@` names what many share.
 */
const shared: Readonly<Record<string, string>> = {
  party:
    'role!:buyer|seller|ship-to|ship-from|bill-to|payer|payee|carrier name id idQualifier address[]:text city region postalCode country',
  item: 'buyerItem sellerItem description',
  place: 'id idQualifier name',
};

/** Kinds that say what somebody did with our message stand under no partner's map. */
export type MappedKind = Exclude<
  CanonicalDocument['kind'],
  'functional-acknowledgement' | 'interchange-acknowledgement'
>;

const kinds: Readonly<Record<MappedKind, string>> = {
  'application-advice': `
    adviceNumber! adviceDate!:date refersTo!( type! number! groupControl messageControl )
    outcome!:accepted|accepted-with-change|rejected parties[]!( @party ) errors[]!( code! text! position value )`,
  'delivery-call': `
    scheduleNumber! release purpose!:original|replacement|change|cancellation issueDate!:date
    basis!:delivery|shipment counting!:discrete|cumulative horizonStart!:date horizonEnd:date contract
    parties[]!( @party ) lines[]!( line! @item orderNumber orderLine unit! shipTo( @place ) dock schedules[]!(
    quantity!:decimal certainty!:immediate|firm|production|material|planned
    span!:day|week|month|quarter|flexible date!:date until:date time:clock callOff ) authorizations[](
    resource!:production|material quantity:decimal from:date until:date ) cumulativeReceived( quantity!:decimal
    from:date until:date ) lastReceipt( quantity!:decimal date:date shipmentNumber ) )`,
  'delivery-forecast': `
    scheduleNumber! release purpose!:original|replacement|change|cancellation issueDate!:date
    basis!:delivery|shipment counting!:discrete|cumulative horizonStart!:date horizonEnd:date contract
    parties[]!( @party ) lines[]!( line! @item orderNumber orderLine unit! shipTo( @place ) dock schedules[]!(
    quantity!:decimal certainty!:immediate|firm|production|material|planned
    span!:day|week|month|quarter|flexible date!:date until:date time:clock callOff ) authorizations[](
    resource!:production|material quantity:decimal from:date until:date ) cumulativeReceived( quantity!:decimal
    from:date until:date ) lastReceipt( quantity!:decimal date:date shipmentNumber ) )`,
  'despatch-advice': `
    shipmentNumber! despatchDate!:date estimatedArrival:date parties[]!( @party ) packages( count!:integer type!
    ) grossWeight( value!:decimal unit! ) billOfLading containers[]( number! seal ) vessel voyage lines[]!(
    orderNumber! line! @item quantity!:decimal unit! lot cartons:integer )`,
  'inventory-report': `
    reportNumber! reportDate!:date countDate:date parties[]!( @party ) lines[]!( line! @item location( @place )
    lot quantities[]!( state!:on-hand|available|committed|blocked|in-transit|on-order|in-production
    quantity!:decimal unit! date:date ) )`,
  invoice: `
    invoiceNumber! invoiceDate!:date orderNumber currency!:currency parties[]!( @party ) billOfLading net!:decimal tax(
    ratePercent!:decimal amount!:decimal ) total!:decimal lines[]!( orderNumber! line! @item quantity!:decimal
    unit! unitPrice!:decimal amount!:decimal )`,
  'order-change-response': `
    orderNumber! orderDate!:date changeNumber! responseDate!:date outcome!:accepted|changed|rejected parties[]!(
    @party ) lines[]!( line! @item quantity!:decimal unit! unitPrice:decimal confirmations[]!(
    status!:accepted|changed|quantity-changed|date-changed|price-changed|rejected|backordered quantity!:decimal
    unit! date:date reason ) )`,
  'order-change': `
    orderNumber! orderDate!:date changeNumber! changeDate!:date purpose!:change|cancellation|confirmation
    currency:currency parties[]!( @party ) notes[]:text lines[]!( line!
    action!:add|delete|quantity-increase|quantity-decrease|reschedule|price-change|change @item
    quantity!:decimal unit! unitPrice:decimal schedules[]!( quantity!:decimal unit! date!:date ) )`,
  'order-response': `
    orderNumber! orderDate!:date responseDate!:date sellerOrder outcome!:accepted|changed|rejected currency:currency
    parties[]!( @party ) lines[]!( line! @item quantity!:decimal unit! unitPrice:decimal confirmations[]!(
    status!:accepted|changed|quantity-changed|date-changed|price-changed|rejected|backordered quantity!:decimal
    unit! date:date reason ) )`,
  'order-status-enquiry': `
    enquiryNumber! enquiryDate!:date parties[]!( @party ) notes[]:text orders[]!( orderNumber! orderDate:date
    lines[]!( line! @item ) )`,
  'progress-report': `
    reportNumber! reportDate!:date parties[]!( @party ) lines[]!( orderNumber! line! @item
    milestone!:material-ready|started|finished|packed|shipped good!:decimal scrap!:decimal unit! asOf!:instant
    correction:boolean reason remark )`,
  'purchase-order': `
    orderNumber! orderDate!:date purpose!:original|cancellation|replacement currency!:currency parties[]!( @party )
    tradeTerm( incoterm! place ) charges( freight:buyer|seller insurance:buyer|seller certification:buyer|seller
    ) paymentTerms requestedDelivery:date references{} notes[]:text lines[]!( line! @item quantity!:decimal
    unit! unitPrice!:decimal schedules[]!( quantity!:decimal unit! date!:date ) )`,
  'receipt-advice': `
    receiptNumber! receiptDate!:date shipmentNumber! parties[]!( @party ) lines[]!( orderNumber! line! @item lot
    received!:decimal accepted!:decimal rejected!:decimal damaged:decimal unit! reason )`,
  'remittance-advice': `
    remittanceNumber! paymentDate!:date currency!:currency amount!:decimal parties[]!( @party ) invoices[]!(
    invoiceNumber! invoiceDate:date paid!:decimal invoiced!:decimal deduction:decimal reason )`,
  'test-results': `
    reportNumber! reportDate!:date shipmentNumber parties[]!( @party ) notes[]:text items[]!( line! @item
    orderNumber orderLine lot heat quantity( value!:decimal unit! ) characteristics[]!( name! method limits(
    minimum:decimal maximum:decimal target:decimal ) unit measurements[]!:decimal statistics[]( value!:decimal )
    verdict:conforming|nonconforming remark ) )`,
  'transport-instruction': `
    instructionNumber! instructionDate!:date purpose!:original|replacement|change|cancellation references(
    booking billOfLading shipment orders[]:text ) tradeTerm( incoterm! place ) freight:prepaid|collect
    service:door-to-door|door-to-port|port-to-door|port-to-port collection:date delivery:date placeOfReceipt(
    @place ) placeOfDelivery( @place ) legs[]!( stage!:pre-carriage|main-carriage|on-carriage
    mode:sea|rail|road|air|inland-water name voyage loading( @place ) discharge( @place ) departure:date
    arrival:date ) parties[]!( role!:consignor|consignee|notify|forwarder|carrier|buyer|seller name id
    idQualifier address[]:text city region postalCode country ) notes[]:text goods[]!( item! packages(
    count!:integer type! ) description orderNumber hsCode grossWeight( value!:decimal unit! ) volume(
    value!:decimal unit! ) marks[]:text stowed[]( container! packages:integer ) dangerous( imdgClass! unNumber )
    ) containers[]( number type seals[]:text )`,
  'transport-status': `
    statusNumber! statusDate!:date reportedAt parties[]!( role!:consignor|consignee|notify|forwarder|carrier|buyer|seller
    name id idQualifier address[]:text city region postalCode country ) consignments[]!( consignment!
    references( booking billOfLading shipment orders[]:text ) events[]!(
    event!:booked|collected|gate-in|customs-cleared|loaded|departed|en-route|arrived|unloaded|gate-out|delivered|delayed|not-delivered|other
    code description timing!:actual|estimated at!:instant place( @place ) conveyance(
    mode:sea|rail|road|air|inland-water name voyage ) containers[]:text remark ) )`,
};

const tokenPattern = /^(\w+)(\[\])?(\{\})?(!)?(?::([^()]+))?(\()?$/;

const parse = (text: string): ObjectShape => {
  const whole = text.replace(/@(\w+)/g, (_, name: string) => shared[name] ?? '');
  const tokens = whole.match(/\)|[^\s()]+\(?/g) ?? [];
  let at = 0;
  const members = (): ObjectShape => {
    const shape = new Map<string, Member>();
    for (let token = tokens[at++]; token !== undefined && token !== ')'; token = tokens[at++]) {
      const [, name = '', list, record, mark, type, opens] = tokenPattern.exec(token) ?? [];
      const required = mark !== undefined;
      if (opens) shape.set(name, { is: list ? 'list' : 'object', required, of: members() });
      else if (list) shape.set(name, { is: 'values', required });
      else shape.set(name, record ? { is: 'record', required } : { is: 'value', required, ...typeOf(type) });
    }
    return shape;
  };
  return members();
};

const typeOf = (text = 'text'): { type: ValueType; oneOf?: readonly string[] } =>
  text.includes('|') ? { type: 'text', oneOf: text.split('|') } : { type: text as ValueType };

const record: Member = { is: 'record', required: false };
const namesOrder = (member: Member | undefined): boolean => member?.is === 'list' && member.of.has('orderNumber');

/** What a partner said in an order and wants back stands beside what belongs to that order, and beside its lines. */
const withKept = (shape: ObjectShape): ObjectShape => {
  const lines = shape.get('lines');
  if (!shape.has('orderNumber') && !namesOrder(lines)) return shape;
  const kept = new Map(shape).set('kept', record);
  if (lines?.is === 'list') kept.set('lines', { ...lines, of: new Map(lines.of).set('kept', record) });
  return kept;
};

const shapes = new Map(Object.entries(kinds).map(([kind, text]) => [kind, withKept(parse(text))]));

export const isMappedKind = (kind: string): kind is MappedKind => shapes.has(kind);

/** What documents of this kind consist of; of the others, nothing. */
export const shapeOf = (kind: CanonicalDocument['kind']): ObjectShape => shapes.get(kind) ?? new Map();
