/** Events that no service reacts to, and why they are announced all the same. */
export const forPeopleOnly: Readonly<Record<string, string>> = {
  ...because('a person’s decision inside orders; the answer that follows is what others act on', 'orders.v1', [
    'ConfirmationGiven',
    'OrderApproved',
    'ChangeProposed',
  ]),
  ...because('nobody has acted in the agreed time: people must, no service can', 'orders.v1', ['OrderLeftWaiting']),
  ...because('nobody has answered in the agreed time: people must ask', 'production.v1', [
    'OutsourcingOrderUnanswered',
  ]),
  ...because('custody of provided material: both sides must be able to read back who had it when', 'production.v1', [
    'MaterialIssued',
    'MaterialIssueCountersigned',
  ]),
  ...because('owner and holder must look for what is missing; no service can', 'production.v1', [
    'StockDifferenceFound',
    'StockDifferenceSettled',
  ]),
  ...because('tells how a customer’s plan moves; production plans by the forecast it keeps', 'production.v1', [
    'ForecastTaken',
  ]),
  ...because('tells the factory what is on the road; stock moves on the receipt', 'production.v1', [
    'DeliveryAnnounced',
  ]),
  ...because('a step on the way to a verdict; others act on the verdict', 'quality.v1', [
    'SampleSubmitted',
    'SampleRejected',
    'InspectionFellDue',
    'InspectionPlanned',
  ]),
  ...because(
    'both owners agree who bears a claim; each books its share, and the trading company the credit',
    'quality.v1',
    ['IncidentReported', 'LiabilityProposed', 'LiabilityAgreed', 'IncidentWithdrawn'],
  ),
  ...because('what a supplier measured stands with the lot; whoever inspects it reads it there', 'quality.v1', [
    'CertificateJudged',
  ]),
  ...because('a step on the way on board; others act on the goods having shipped', 'logistics_documents.v1', [
    'ShipmentCreated',
    'ShipmentPacked',
    'ShipmentBooked',
    'ShipmentLoaded',
    'DocumentSetMade',
    'DocumentsCrossChecked',
    'DocumentSetReviewed',
  ]),
  ...because('the security was given up: the parties must know when and by whom', 'logistics_documents.v1', [
    'OriginalsReleased',
  ]),
  ...because('a partner refuses what we sent: people must mend it and send it again', 'gateway.v1', [
    'DocumentRejected',
  ]),
  ...because('both sides see what arrived and what is missing, and settle the difference', 'logistics_documents.v1', [
    'CustomerReceiptRecorded',
  ]),
  ...because('people follow the goods, and act when they come late', 'logistics_documents.v1', [
    'ShipmentMilestoneReported',
    'ShipmentArrivalEndangered',
  ]),
  ...because('tells the parties what is owed and what came in; others act on a settled stage', 'finance.v1', [
    'PaymentPlanLaidOut',
    'PaymentStageDue',
    'PaymentReceived',
    'PaymentAdviceMatched',
  ]),
  ...because('two people of a company agree where its money goes; who pays reads the account in use', 'finance.v1', [
    'BankAccountChangeProposed',
    'BankAccountChanged',
    'BankAccountChangeRejected',
  ]),
  ...because('people agree on prices; orders reads the list in force', 'orders.v1', [
    'PriceChangeProposed',
    'PriceListChanged',
    'PriceChangeRejected',
  ]),
  ...because('a step of the monthly settlement between factory and supplier', 'finance.v1', [
    'StatementDrawn',
    'StatementAgreed',
    'SupplierInvoiceMatched',
  ]),
  ...because('tells a supplier how he stands and what he is asked to mend', 'supplier_performance.v1', [
    'ScorecardDrawn',
    'RectificationOpened',
    'RectificationAnswered',
    'RectificationVerified',
  ]),
  ...because('the way of a file between us and a partner; the gateway keeps its own books on it', 'gateway.v1', [
    'MessageSent',
    'MessageAcknowledged',
    'MessageUnacknowledged',
    'InterchangeUnread',
    'InterchangesMissing',
    'WebhookStopped',
    'PartnerProfileActivated',
    'MessageUndelivered',
    'ServerKeyRefused',
  ]),
};

function because(reason: string, topic: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`tradeloom.${topic}.${name}`, reason]));
}
