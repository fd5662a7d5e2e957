import { many, nobody, one, openMap, seenBy, setBy, type ViewTable } from '@tradeloom/chassis';

const everyPartner = seenBy('customer', 'trader', 'factory', 'supplier', 'inspection');
/** Who makes the goods, who takes them, and the house that inspects them. */
const inspectors = seenBy('trader', 'factory', 'supplier', 'inspection');
const parties = seenBy('customer', 'trader', 'factory');
/** A claim is between the owners of an order. */
const owners = seenBy('trader', 'factory');
const settlers = setBy('trader', 'factory');
const recorders = { ...seenBy('supplier'), ...setBy('trader', 'factory', 'inspection') };

/**
 * Who sees and sets what of manuals, samples, inspections, lots and switching. Which other organisations are party to a
 * record is nobody's business: the customer does not learn of suppliers.
 */
export const views: ViewTable = {
  resources: {
    'regime-list': {
      regimes: many('regime'),
    },
    regime: {
      'id version maker receiver item edition': inspectors,
      parties: nobody,
      classes: one('regime-classes'),
    },
    'regime-classes': {
      critical: one('regime-of-class'),
      major: one('regime-of-class'),
      minor: one('regime-of-class'),
    },
    'regime-of-class': {
      'mode score recent acceptedInARow lotsInMode notAcceptedOnTightened': inspectors,
    },
    'switching-decision': {
      'decision defectClass steadyProduction': setBy('trader', 'factory'),
    },
    sample: {
      'id version orderId item status goldenSample': parties,
      parties: nobody,
      rounds: many('sample-round'),
    },
    'sample-round': {
      'round submittedOn submittedBy remark manualId manualVersion verdict decidedOn decidedBy reason': parties,
    },
    'sample-decision': {
      'verdict goldenSample reason': setBy('trader'),
    },
    'sample-entry': {
      'item remark': setBy('factory'),
    },
    'sample-list': {
      samples: many('sample'),
    },
    'manual-list': {
      manuals: many('manual'),
    },
    manual: {
      'id version item manualVersion effectiveFrom hash': everyPartner,
      parties: nobody,
      specification: one('specification'),
      signatures: many('signature'),
    },
    specification: {
      standard: one('standard'),
      checkpoints: many('checkpoint'),
    },
    standard: {
      'edition level zeroAcceptanceSample': everyPartner,
      aql: one('aql'),
    },
    aql: {
      'critical major minor': everyPartner,
    },
    checkpoint: {
      'code text': everyPartner,
      media: many('checkpoint-medium'),
    },
    'checkpoint-medium': {
      'file sha256': everyPartner,
    },
    signature: {
      'organisation person signedOn': everyPartner,
    },
    lot: {
      'id version kind cartons manualVersion attempt verdict accepted rejected disposition orderId lineId scheduleId receiptId line lot item maker receiver quantity unit':
        everyPartner,
      parties: nobody,
      history: many('lot-history'),
      certificates: many('certificate', inspectors),
    },
    'certificate-list': {
      certificates: many('certificate'),
    },
    certificate: {
      'id version supplier receiver reportNumber reportDate line shipmentNumber orderNumber orderLine item sellerItem lot heat quantity unit note verdict':
        inspectors,
      'parties content': nobody,
      characteristics: many('characteristic'),
      findings: many('certificate-finding'),
    },
    characteristic: {
      'name method minimum maximum target unit measurements stated remark verdict outside': inspectors,
      statistics: many('statistic'),
    },
    statistic: {
      'kind value': inspectors,
    },
    'certificate-finding': {
      'code severity text': inspectors,
      facts: openMap(inspectors),
    },
    'lot-history': {
      'disposition attempt by organisation on reason': everyPartner,
    },
    disposition: {
      'disposition reason': setBy('trader', 'factory'),
    },
    'lot-list': {
      lots: many('lot'),
    },
    inspection: {
      'mode id version kind status house lotId attempt manualId manualVersion isolated underHold releasedOn verdict inspected accepted rejected dueOn plannedOn concludedOn concludedBy orderId lineId scheduleId receiptId line lot item maker receiver quantity unit':
        inspectors,
      parties: nobody,
      because: many('inspection-reason'),
      standard: one('standard'),
      classes: many('inspection-class'),
      defects: one('inspection-defects'),
      findings: many('inspection-finding'),
      certificates: many('certificate'),
    },
    'inspection-reason': {
      'rule source text': inspectors,
      facts: openMap(inspectors),
    },
    'inspection-class': {
      'defectClass aql mode codeLetter fullInspection letter n ac re': inspectors,
    },
    'inspection-defects': {
      'critical major minor': recorders,
    },
    'inspection-finding': {
      'code defectClass pieces text': recorders,
    },
    'inspection-results': {
      'inspected rejected': setBy('trader', 'factory', 'inspection'),
      defects: one('inspection-defects'),
      findings: many('inspection-finding'),
    },
    'inspection-request': {
      'kind orderId lineId scheduleId receiptId line lot lotId quantity cartons inspectionHouse isolated': setBy(
        'trader',
        'factory',
      ),
    },
    'inspection-house': {
      inspectionHouse: setBy('trader', 'factory'),
    },
    'incident-list': {
      incidents: many('incident'),
    },
    incident: {
      'id version orderId lotId customer trader factory text amount currency status reportedBy reportedOn closedOn':
        owners,
      parties: nobody,
      evidence: many('incident-evidence'),
      proposals: many('incident-proposal'),
      shares: many('incident-share'),
    },
    'incident-evidence': {
      'organisation by on reference sha256': owners,
    },
    'incident-proposal': {
      'round factoryPercent organisation by on reason': owners,
    },
    'incident-share': {
      'organisation percent amount': owners,
    },
    'incident-report': {
      'orderId lotId text': settlers,
      claimed: one('incident-claim'),
    },
    'incident-claim': {
      'amount currency': settlers,
    },
    'given-evidence': {
      'reference sha256': settlers,
    },
    'proposed-liability': {
      'factoryPercent reason': settlers,
    },
    'accepted-liability': {
      round: settlers,
    },
    'incident-withdrawal': {
      reason: settlers,
    },
    'inspection-list': {
      inspections: many('inspection'),
    },
  },
  routes: {
    'GET /inspection-regimes': { shows: 'regime-list' },
    'POST /inspection-regimes/:id/decisions': { shows: 'regime', takes: 'switching-decision' },
    'POST /samples/:id/approval': { shows: 'sample', takes: 'sample-decision' },
    'POST /orders/:orderId/samples': { shows: 'sample', takes: 'sample-entry' },
    'GET /orders/:orderId/samples': { shows: 'sample-list' },
    'GET /manuals': { shows: 'manual-list' },
    'POST /lots/:id/disposition': { shows: 'lot', takes: 'disposition' },
    'GET /lots': { shows: 'lot-list' },
    'GET /lots/:id': { shows: 'lot' },
    'GET /certificates': { shows: 'certificate-list' },
    'POST /inspections/:id/results': { shows: 'inspection', takes: 'inspection-results' },
    'POST /inspections': { shows: 'inspection', takes: 'inspection-request' },
    'POST /inspections/:id/house': { shows: 'inspection', takes: 'inspection-house' },
    'POST /inspections/:id/packing-release': { shows: 'inspection' },
    'POST /incidents': { shows: 'incident', takes: 'incident-report' },
    'GET /incidents': { shows: 'incident-list' },
    'GET /incidents/:id': { shows: 'incident' },
    'POST /incidents/:id/evidence': { shows: 'incident', takes: 'given-evidence' },
    'POST /incidents/:id/proposals': { shows: 'incident', takes: 'proposed-liability' },
    'POST /incidents/:id/acceptance': { shows: 'incident', takes: 'accepted-liability' },
    'POST /incidents/:id/withdrawal': { shows: 'incident', takes: 'incident-withdrawal' },
    'GET /inspections': { shows: 'inspection-list' },
    'GET /inspections/:id': { shows: 'inspection' },
  },
};
