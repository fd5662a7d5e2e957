import { many, one, openMap, seenBy, setBy, type ViewTable } from '@tradeloom/chassis';

const parties = seenBy('customer', 'trader', 'factory');
/** The two owners of an order. */
const owners = seenBy('trader', 'factory');
/** Who runs the installation or inspects goods needs no amounts. */
const prices = {
  customer: 'read',
  trader: { operator: 'none', others: 'read' },
  factory: { inspector: 'none', operator: 'none', others: 'read' },
} as const;

const listPrices = {
  trader: { operator: 'none', others: 'read' },
  factory: { inspector: 'none', operator: 'none', others: 'read' },
} as const;
/** Which roles may propose, the door says. */
const listPricesSet = {
  trader: { operator: 'none', others: 'write' },
  factory: { inspector: 'none', operator: 'none', others: 'write' },
} as const;

/** Who sees and sets what of orders, their contracts, changes and audits. */
export const views: ViewTable = {
  resources: {
    'price-list-page': { items: many('price-list') },
    'price-list': {
      'id version parties kind seller buyer currency validFrom validTo': owners,
      'basePair baseRate taxPercent exportRefundPercent': listPrices,
      tradeTerm: openMap(owners),
      charges: openMap(owners),
      paymentTerms: openMap(listPrices),
      prices: many('item-price', listPrices),
    },
    'price-change-page': { items: many('price-change') },
    'price-change': {
      'id version parties seller buyer status proposedAt rejectedBecause': owners,
      'priceList from reason': setBy('trader', 'factory'),
      baseRate: listPricesSet,
      prices: many('item-price', listPricesSet),
      before: many('item-price', listPrices),
      proposedBy: one('price-decider'),
      approvals: many('price-decider'),
      rejectedBy: one('price-decider'),
    },
    'price-decider': { 'login organisation at': owners },
    'item-price': { item: listPricesSet, tiers: many('price-tier', listPricesSet) },
    'price-tier': { 'from unitPrice': listPricesSet },
    because: { reason: setBy('trader', 'factory') },
    quotation: {
      'id number total because dataAsOf expiresAt': seenBy('trader'),
      promises: many('quotation-promise'),
    },
    'quotation-promise': {
      'item quantity requested promised unitPrice tierFrom amount': seenBy('trader'),
      binding: one('quotation-promise-binding'),
    },
    'quotation-promise-binding': {
      'kind name': seenBy('trader'),
    },
    enquiry: {
      customer: setBy('trader'),
      lines: many('enquiry-line'),
    },
    'enquiry-line': {
      'item quantity requested': setBy('trader'),
    },
    confirmation: {
      code: setBy('trader'),
    },
    'customers-word': {
      number: setBy('customer'),
    },
    'order-page': {
      next: parties,
      items: many('order'),
    },
    order: {
      'id number version status customerOrder orderDate receivedOn customer trader factory destinationCountry': parties,
      lapsesAfter: parties,
      waitingFor: many('order-waiting-for'),
      legs: many('order-leg'),
      lines: many('order-line'),
    },
    'order-waiting-for': {
      'code detail text': parties,
    },
    'order-leg': {
      'kind seller buyer currency taxPercent': parties,
      exportRefundPercent: owners,
      total: prices,
      tradeTerm: one('trade-term'),
      paymentTerms: many('order-leg-payment-term'),
      prices: many('order-leg-price'),
    },
    'trade-term': {
      'incoterm edition place': { ...seenBy('factory'), ...setBy('customer', 'trader') },
    },
    'order-leg-payment-term': {
      'stage percent trigger days months': parties,
    },
    'order-leg-price': {
      lineId: parties,
      unitPrice: prices,
    },
    'order-line': {
      'id customerLine item buyerItem description quantity status reason overDeliveryPercent underDeliveryPercent':
        parties,
      schedules: many('order-line-schedule'),
    },
    'order-line-schedule': {
      'id quantity requested promisedOriginal promisedCurrent status shipped': parties,
    },
    'placed-order': {
      'id number status': seenBy('customer', 'trader'),
    },
    'customer-order': {
      'customer seller customerOrder orderDate currency destinationCountry paymentTerms freightBy insuranceBy certificationBy':
        setBy('customer', 'trader'),
      tradeTerm: one('trade-term'),
      lines: many('customer-order-line'),
    },
    'customer-order-line': {
      'line buyerItem item quantity unitPrice': setBy('customer', 'trader'),
      schedules: many('customer-order-line-schedule'),
    },
    'customer-order-line-schedule': {
      'quantity date': setBy('customer', 'trader'),
    },
    'exchange-rate': {
      'rate kind date source': setBy('trader'),
    },
    'proposed-change': {
      id: parties,
      impact: one('impact'),
    },
    impact: {
      promise: many('impact-finding'),
      cover: many('impact-finding', seenBy('trader')),
      payment: many('impact-finding', seenBy('customer', 'trader')),
      suppliers: many('impact-finding', owners),
    },
    'impact-finding': {
      'code text severity': parties,
      facts: openMap(parties),
    },
    'change-wish': {
      'baseVersion reason': setBy('customer', 'trader', 'factory'),
      lines: many('change-wish-line'),
    },
    'change-wish-line': {
      'lineId scheduleId quantity date': setBy('customer', 'trader', 'factory'),
    },
    reason: {
      reason: setBy('customer', 'trader', 'factory'),
    },
    'change-list': {
      items: many('change'),
    },
    change: {
      'id orderId number baseVersion status reason approvalsMissing counters closedBecause decideBy': parties,
      proposedBy: one('change-proposed-by'),
      schedules: many('change-schedule'),
      approvals: many('change-approval'),
      impact: one('impact'),
    },
    'change-proposed-by': {
      'login organisation kind role': parties,
    },
    'change-schedule': {
      'lineId scheduleId quantity date quantityBefore dateBefore': parties,
    },
    'change-approval': {
      'organisation login at': parties,
    },
    audit: {
      orderId: owners,
      // the level of approval tells between which amounts the export contract lies
      'authority approvedBy confirmationsRequired': seenBy('trader'),
      confirmations: many('audit-confirmation', seenBy('trader')),
      findings: many('audit-finding'),
    },
    'audit-confirmation': {
      'code by at': owners,
    },
    'audit-finding': {
      'code severity text': owners,
      facts: openMap(owners),
    },
  },
  /** A contract is its own two parties' only. */
  onlyFor: { 'order-leg': ['seller', 'buyer'] },
  routes: {
    'GET /price-lists': { shows: 'price-list-page' },
    'GET /price-changes': { shows: 'price-change-page' },
    'POST /price-changes': { takes: 'price-change', shows: 'price-change' },
    'POST /price-changes/:id/approval': { shows: 'price-change' },
    'POST /price-changes/:id/rejection': { takes: 'because', shows: 'price-change' },
    'POST /quotes': { shows: 'quotation', takes: 'enquiry' },
    'POST /orders/:id/approval': {},
    'POST /orders/:id/confirmations': { takes: 'confirmation' },
    'POST /orders/:id/acceptance': { takes: 'customers-word' },
    'POST /orders/:id/cancellation': { takes: 'customers-word' },
    'GET /orders': { shows: 'order-page' },
    'GET /orders/:id': { shows: 'order' },
    'POST /orders': { shows: 'placed-order', takes: 'customer-order' },
    'PUT /exchange-rates/:pair': { shows: 'exchange-rate', takes: 'exchange-rate' },
    'POST /changes/:id/approval': {},
    'POST /changes/:id/counter-proposal': { shows: 'proposed-change', takes: 'change-wish' },
    'POST /orders/:id/changes': { shows: 'proposed-change', takes: 'change-wish' },
    'POST /changes/:id/rejection': { takes: 'reason' },
    'GET /orders/:id/changes': { shows: 'change-list' },
    'GET /changes/:id': { shows: 'change' },
    'POST /changes/:id/withdrawal': { takes: 'reason' },
    'GET /orders/:id/audit': { shows: 'audit' },
  },
};
