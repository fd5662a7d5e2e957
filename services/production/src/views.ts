import { many, one, openMap, seenBy, setBy, type ViewTable } from '@tradeloom/chassis';

/** The two owners of an order. */
const owners = seenBy('trader', 'factory');
/** The parties of an outsourcing order. */
const purchase = seenBy('factory', 'supplier');
const makers = seenBy('trader', 'factory', 'supplier');
/** Who keeps goods for somebody, and whose they are. */
const holders = seenBy('trader', 'factory', 'supplier', 'forwarder');
/** Who inspects goods or runs the installation needs no amounts. */
const purchasePrices = {
  factory: { inspector: 'none', operator: 'none', others: 'read' },
  supplier: 'read',
} as const;

/** Who sees and sets what of promises, stocks, capacities, outsourcing, material and progress. */
export const views: ViewTable = {
  resources: {
    stock: {
      'onHand asOf source': setBy('factory'),
      receipts: many('stock-receipt'),
    },
    'stock-receipt': {
      'date quantity source': setBy('factory'),
    },
    release: {
      'orderId releasedOn': owners,
      deposit: one('release-deposit'),
      samples: many('release-sample'),
    },
    'release-deposit': {
      'needed settled': owners,
    },
    'release-sample': {
      'item approved': owners,
    },
    receipt: {
      'number id status despatchNumber outsourcingOrderId supplier receivedOn': purchase,
      lines: many('receipt-line'),
    },
    'receipt-line': {
      'line item lot received unit rework ordered dueOriginal dueCurrent accepted rejected lotId': purchase,
    },
    'receipt-entry': {
      'supplier despatchNumber outsourcingOrderId number receivedOn': setBy('factory'),
      lines: many('receipt-entry-line'),
    },
    'receipt-entry-line': {
      'line lot quantity rework': setBy('factory'),
    },
    'receipt-list': {
      announced: many('despatch'),
      receipts: many('receipt'),
    },
    despatch: {
      'id number outsourcingOrderId supplier despatchedOn': purchase,
      lines: many('despatch-line'),
    },
    'despatch-line': {
      'line item lot quantity unit cartons': purchase,
    },
    promise: {
      'orderId number status dataAsOf': owners,
      schedules: many('promise-schedule'),
    },
    'promise-schedule': {
      'committed start finish promised because productionDays logisticsDays lineId customerLine scheduleId item quantity requested':
        owners,
      held: many('promise-held'),
      tranches: many('promise-tranche'),
      binding: one('promise-binding'),
    },
    'promise-held': {
      'supply day quantity': owners,
    },
    'promise-tranche': {
      'quantity ready': owners,
    },
    'promise-binding': {
      'kind name date': owners,
    },
    'progress-answer': {
      lines: many('progress-answer-line'),
    },
    'progress-answer-line': {
      'item milestone good percent': purchase,
    },
    'progress-report': {
      reportNumber: setBy('factory', 'supplier'),
      lines: many('progress-report-line'),
    },
    'progress-report-line': {
      'orderNumber line schedule milestone good scrap unit asOf correction reason remark': setBy('factory', 'supplier'),
    },
    work: {
      'orderId lineId scheduleId outsourcingOrderId outsourcingNumber outsourcingLine supplier item quantity startsOn packingHeld':
        makers,
      targets: many('work-target'),
      milestones: many('work-milestone'),
    },
    'work-target': {
      'quantity due': makers,
    },
    'work-milestone': {
      'percent good scrap asOf milestone': makers,
    },
    'outsourcing-order': {
      'id number orderId factory supplier currency taxPercent status placedOn acknowledgedOn': purchase,
      lines: many('outsourcing-order-line'),
      materials: many('outsourcing-order-material'),
      changes: many('outsourcing-order-change'),
    },
    'outsourcing-order-line': {
      'line item description quantity due confirmedDue received accepted rejected': purchase,
      unitPrice: purchasePrices,
      deliveries: many('outsourcing-delivery'),
      confirmations: many('outsourcing-confirmation'),
    },
    'outsourcing-delivery': {
      'quantity dueOriginal due': purchase,
    },
    'outsourcing-confirmation': {
      'quantity date': purchase,
    },
    'outsourcing-order-material': {
      'item description quantity': purchase,
    },
    'outsourcing-order-change': {
      'number date outcome': purchase,
    },
    'movement-answer': {
      id: purchase,
    },
    'material-movement': {
      'item lot quantity owner location document corrects reason': setBy('factory', 'supplier'),
    },
    'material-balance': {
      because: purchase,
      balances: many('lot-balance'),
      unsigned: many('unsigned-movement'),
    },
    'lot-balance': {
      'item lot unit issued consumed scrap returned atSupplier overdrawn': purchase,
    },
    'unsigned-movement': {
      'id kind item lot quantity': purchase,
    },
    warning: {
      'id status kind subject supplier outsourcingOrderId due expected bufferLeftDays owners raisedOn clearedOn':
        makers,
      work: openMap(makers),
    },
    'reported-stocks': {
      stocks: many('reported-stock'),
      differences: many('stock-difference'),
    },
    'reported-stock': {
      'holder owner item location lot unit asOf reportNumber': holders,
      quantities: many('reported-quantity'),
    },
    'reported-quantity': {
      'state quantity date': holders,
    },
    'stock-difference': {
      'holder owner item unit status asOf reportNumber counted difference': holders,
      book: one('stock-book'),
    },
    'stock-book': {
      'issued consumed scrap returned madeUp raw': holders,
    },
    capacity: {
      resource: seenBy('factory'),
      days: many('capacity-day'),
    },
    'capacity-day': {
      'date capacity booked free': seenBy('factory'),
    },
    'capacity-setting': {
      'from until perDay source': setBy('factory'),
    },
    atp: {
      'item factory unit rule dataAsOf dataAgeHours': owners,
      row: many('atp-row'),
      pegging: one('atp-pegging'),
      forecast: many('forecast-load'),
    },
    'forecast-load': {
      'customer from until certainty left free': owners,
    },
    'forecast-list': {
      because: owners,
      forecasts: many('forecast'),
      beyond: many('beyond-forecast'),
    },
    'beyond-forecast': {
      'customer quantity': owners,
    },
    forecast: {
      'customer trader factory item unit shipTo dock': owners,
      forecast: one('forecast-release'),
      call: one('forecast-release'),
      buckets: many('forecast-bucket'),
    },
    'forecast-release': {
      'scheduleNumber release issueDate basis horizonStart horizonEnd received': owners,
    },
    'forecast-bucket': {
      'from until quantity certainty time callOff consumed left cumulative': owners,
    },
    'atp-row': {
      'date supply demand discrete free': owners,
    },
    'atp-pegging': {
      supplies: many('pegged-supply'),
      demands: many('pegged-demand'),
    },
    'pegged-supply': {
      'kind name date quantity source': owners,
    },
    'pegged-demand': {
      'order lineId scheduleId date quantity': owners,
    },
  },
  routes: {
    'PUT /stocks/:item': { takes: 'stock' },
    'GET /releases/:order': { shows: 'release' },
    'POST /goods-receipts': { shows: 'receipt', takes: 'receipt-entry' },
    'GET /goods-receipts': { shows: 'receipt-list' },
    'GET /promises/:order': { shows: 'promise' },
    'POST /progress-reports': { shows: 'progress-answer', takes: 'progress-report' },
    'GET /progress-reports': { shows: 'work' },
    'GET /outsourcing-orders': { shows: 'outsourcing-order' },
    'GET /outsourcing-orders/:id': { shows: 'outsourcing-order' },
    'POST /material-issues/:id/countersignature': {},
    'POST /outsourcing-orders/:id/material-issues': { shows: 'movement-answer', takes: 'material-movement' },
    'POST /outsourcing-orders/:id/material-returns': { shows: 'movement-answer', takes: 'material-movement' },
    'GET /outsourcing-orders/:id/material-balance': { shows: 'material-balance' },
    'GET /warnings': { shows: 'warning' },
    'GET /capacities/:resource': { shows: 'capacity' },
    'PUT /capacities/:resource': { takes: 'capacity-setting' },
    'GET /reported-stocks': { shows: 'reported-stocks' },
    'GET /forecasts': { shows: 'forecast-list' },
    'GET /atp': { shows: 'atp' },
  },
};
