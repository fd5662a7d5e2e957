import { many, one, seenBy, setBy, type ViewTable } from '@tradeloom/chassis';

const parties = seenBy('customer', 'trader', 'factory', 'forwarder');
/** Prices, and what the customer says he received: of the export contract, for its two parties. */
const exportContract = seenBy('customer', 'trader');
const carriage = { ...seenBy('customer', 'factory'), ...setBy('trader', 'forwarder') };

/** Who sees and sets what of shipments and their documents. */
export const views: ViewTable = {
  resources: {
    shipment: {
      'id version number status orderIds customer trader factory forwarder mode destinationCountry': parties,
      documents: one('shipment-documents'),
      billOfLading: one('bill-of-lading'),
      instruction: one('shipment-instruction'),
      lines: many('shipment-line'),
      findings: many('document-set-finding'),
      packing: one('shipment-packing'),
      booking: one('booking'),
      containers: many('shipment-container'),
    },
    'shipment-documents': {
      'versions approved': parties,
    },
    'bill-of-lading': {
      'onBoardOn copySentOn copyPaidOrders': parties,
      draft: one('bill-draft'),
      originals: one('originals'),
      release: one('originals-release'),
    },
    'bill-draft': {
      'revision receivedOn number shipper consignee notify vessel voyage portOfLoading portOfDischarge packages grossKg marks freightTerm hsCodes':
        parties,
      containers: many('bill-container'),
    },
    'bill-container': {
      'number seal': carriage,
    },
    originals: {
      'count receivedOn': parties,
    },
    'originals-release': {
      'form releasedOn': parties,
    },
    'shipment-instruction': {
      'shipper consignee notify marks': parties,
    },
    'shipment-line': {
      'position orderId orderNumber customerOrder lineId scheduleId customerLine item description planned packed overPercent underPercent':
        parties,
    },
    'shipment-packing': {
      'packedOn packages netKg grossKg volumeM3 woodPacking ippcMark': parties,
      cartons: many('shipment-packing-carton'),
    },
    'shipment-packing-carton': {
      'line from to quantityPerCarton netKg grossKg lengthCm widthCm heightCm': parties,
    },
    booking: {
      'number vessel voyage packages closing etd eta': carriage,
      portOfLoading: one('port'),
      portOfDischarge: one('port'),
    },
    port: {
      'locode name': carriage,
    },
    'shipment-container': {
      'number type seal tareKg vgmKg cartonFrom cartonTo loadedAt': parties,
    },
    loading: {
      'container type seal vgmKg tareKg cartonTo': setBy('trader', 'factory'),
    },
    'shipment-request': {
      'orderId mode forwarder consignee notify marks': setBy('trader', 'factory'),
      schedules: many('shipment-request-schedule'),
    },
    'shipment-request-schedule': {
      'orderId lineId scheduleId quantity': setBy('trader', 'factory'),
    },
    'packing-entry': {
      'woodPacking ippcMark': setBy('trader', 'factory'),
      cartons: many('packing-entry-carton'),
    },
    'packing-entry-carton': {
      'lineId scheduleId from to quantityPerCarton netKg grossKg lengthCm widthCm heightCm': setBy('trader', 'factory'),
    },
    'bill-of-lading-entry': {
      kind: setBy('trader', 'forwarder'),
      'onBoardOn originals': setBy('trader'),
      bill: one('bill-entry'),
    },
    'bill-entry': {
      'number shipper consignee notify vessel voyage portOfLoading portOfDischarge packages grossKg marks freightTerm hsCodes':
        setBy('trader', 'forwarder'),
      containers: many('bill-container'),
    },
    'release-entry': {
      form: setBy('trader'),
    },
    'customer-receipt': {
      'shipmentId number': exportContract,
      lines: many('receipt-comparison'),
      reports: many('receipt-report'),
    },
    'receipt-comparison': {
      'orderId customerOrder customerLine lineId item unit shipped reported received accepted rejected damaged short over differs reasons':
        exportContract,
    },
    'receipt-report': {
      'number revision receivedOn recordedOn': exportContract,
      lines: many('reported-line'),
    },
    'reported-line': {
      'orderNumber line received accepted rejected damaged unit lot reason': exportContract,
    },
    'shipment-transport': {
      'shipmentId number': parties,
      milestones: many('shipment-milestone'),
      lateArrival: one('late-arrival', seenBy('trader', 'factory')),
    },
    'shipment-milestone': {
      'milestone place container planned vessel voyage remark': parties,
      estimated: one('reported-time'),
      actual: one('reported-time'),
    },
    'reported-time': { 'at reportedAt statusNumber': parties },
    'late-arrival': { 'promised expected raisedOn': seenBy('trader', 'factory') },
    'shipment-list': {
      shipments: many('shipment'),
    },
    'document-set': {
      'id setVersion status maker madeAt errors shipmentId': parties,
      documents: many('document'),
      findings: many('document-set-finding'),
      reviews: many('document-set-review'),
      invoice: one('invoice', exportContract),
      packingList: one('packing-list'),
    },
    document: {
      'id kind number setVersion sha256 bytes': parties,
    },
    'document-set-finding': {
      'check severity documents values text': parties,
    },
    'document-set-review': {
      'level verdict findings by at': parties,
    },
    invoice: {
      'number date contractNumbers paymentTerms vessel voyage portOfLoading portOfDischarge marks currency total amountInWords':
        exportContract,
      seller: one('firm'),
      buyer: one('firm'),
      tradeTerm: one('trade-term'),
      lines: many('invoice-line'),
    },
    firm: {
      'id nameEn nameZh addressEn addressZh country uscc customsCode': parties,
    },
    'trade-term': {
      'incoterm edition place': exportContract,
    },
    'invoice-line': {
      'line orderId customerOrder customerLine lineId scheduleId item buyerItem description hsCode originCountry quantity unitPrice amount':
        exportContract,
    },
    'packing-list': {
      'number date invoiceNumber marks packages netKg grossKg volumeM3 woodPacking ippcMark': parties,
      seller: one('firm'),
      buyer: one('firm'),
      rows: many('packing-list-row'),
      containers: many('shipment-container'),
    },
    'packing-list-row': {
      'line item description from to cartons quantityPerCarton quantity netKg grossKg lengthCm widthCm heightCm':
        parties,
    },
    'document-set-request': {
      certificates: many('certificate'),
    },
    certificate: {
      'kind number': setBy('trader'),
    },
    'review-entry': {
      'level verdict findings': setBy('trader'),
    },
  },
  routes: {
    'POST /shipments/:id/booking': { shows: 'shipment', takes: 'booking' },
    'POST /shipments/:id/loading': { shows: 'shipment', takes: 'loading' },
    'POST /shipments': { shows: 'shipment', takes: 'shipment-request' },
    'POST /shipments/:id/packing': { shows: 'shipment', takes: 'packing-entry' },
    'POST /shipments/:id/bill-of-lading': { shows: 'shipment', takes: 'bill-of-lading-entry' },
    'POST /shipments/:id/originals-release': { shows: 'shipment', takes: 'release-entry' },
    'GET /shipments/:id': { shows: 'shipment' },
    'GET /shipments/:id/transport': { shows: 'shipment-transport' },
    'GET /shipments/:id/customer-receipt': { shows: 'customer-receipt' },
    'GET /shipments': { shows: 'shipment-list' },
    'GET /documents/:id/content': { bytes: 'the document itself, for the parties that its row names' },
    'POST /shipments/:id/document-set': { shows: 'document-set', takes: 'document-set-request' },
    'POST /document-sets/:id/reviews': { shows: 'document-set', takes: 'review-entry' },
    'GET /shipments/:id/document-set': { shows: 'document-set' },
  },
};
