import { many, one, openMap, seenBy, setBy, type ViewTable } from '@tradeloom/chassis';

const kinds = ['customer', 'trader', 'factory', 'supplier', 'forwarder', 'inspection'] as const;
/** Bank accounts: row-level security says whose, and who is not its own finance people gets the number masked. */
const everybody = seenBy(...kinds);
const everybodySets = setBy(...kinds);
/** The parties of the export contract. */
const contract = seenBy('customer', 'trader');
/** The parties of an outsourcing order. */
const purchase = seenBy('factory', 'supplier');
/** Who inspects goods or runs the installation needs no amounts. */
const purchasePrices = {
  factory: { inspector: 'none', operator: 'none', others: 'read' },
  supplier: 'read',
} as const;
/** The bank's reference of a transfer and what the bank took: for who keeps the books. */
const bankData = {
  customer: 'read',
  trader: {
    'finance-clerk': 'read',
    'finance-manager': 'read',
    owner: 'read',
    auditor: 'read',
    system: 'read',
    others: 'masked',
  },
} as const;
/** Who instructs the bank needs the whole number; for the others of the payer it is enough to know it again. */
const accountPaidTo = {
  factory: { 'finance-manager': 'read', owner: 'read', auditor: 'read', others: 'masked' },
  supplier: {
    owner: 'read',
    'finance-manager': 'read',
    'finance-clerk': 'read',
    'supplier-clerk': 'read',
    others: 'masked',
  },
} as const;
const limitReaders = { trader: { operator: 'none', others: 'read' } } as const;
const limitSetters = {
  trader: {
    'finance-manager': 'write',
    owner: 'write',
    operator: 'none',
    others: 'read',
  },
} as const;
/** The insurer's policy: enough of its number to know it again. */
const policyNumber = {
  trader: {
    'finance-manager': 'write',
    owner: 'write',
    'sales-supervisor': 'read',
    'finance-clerk': 'read',
    auditor: 'read',
    system: 'read',
    operator: 'none',
    others: 'masked',
  },
} as const;

/** Who sees and sets what of payment plans, receipts, limits, statements, invoices and books. */
export const views: ViewTable = {
  resources: {
    'bank-account-list': { items: many('bank-account') },
    'bank-account': {
      'organisation currency version holder accountNumber bic bank': everybody,
    },
    'bank-account-change-list': { items: many('bank-account-change'), next: everybody },
    'bank-account-change': {
      'id organisation status proposedBy proposedAt decidedBy decidedAt decidedBecause': everybody,
      'currency holder accountNumber bic bank sharedWith reason': everybodySets,
    },
    because: { reason: everybodySets },
    'supplier-payment': {
      'id remittanceNumber supplier factory paymentDate': purchase,
      money: purchasePrices,
      invoices: many('supplier-payment-invoice'),
      paidTo: one('paid-to', purchase),
    },
    'paid-to': {
      'holder bank bic': purchase,
      accountNumber: accountPaidTo,
    },
    'supplier-payment-invoice': {
      'invoiceNumber invoiceDate reason': purchase,
      'invoiced paid deduction': purchasePrices,
    },
    'supplier-payment-order': {
      'supplier invoiceNumbers paymentDate': setBy('factory'),
    },
    'supplier-payment-list': {
      items: many('supplier-payment'),
      next: purchase,
    },
    'supplier-invoice-list': {
      items: many('supplier-invoice'),
      next: purchase,
    },
    'supplier-invoice': {
      'id supplier factory number date taxPercent status paymentId': purchase,
      'net tax total': purchasePrices,
      lines: many('supplier-invoice-line'),
      findings: many('supplier-invoice-finding'),
    },
    'supplier-invoice-line': {
      'orderNumber line quantity unit': purchase,
      'unitPrice amount': purchasePrices,
    },
    'supplier-invoice-finding': {
      'code severity': purchase,
      text: purchasePrices,
      facts: openMap(purchasePrices),
    },
    deduction: {
      'money reason': setBy('factory'),
    },
    'dispute-entry': {
      reason: setBy('factory', 'supplier'),
    },
    'statement-list': {
      items: many('statement'),
      next: purchase,
    },
    statement: {
      'id supplier factory period currency status': purchase,
      'net tax deductions payable': purchasePrices,
      lines: many('statement-line'),
    },
    'statement-line': {
      'state receiptId receipt receivedOn orderId outsourcingNumber line item lot received accepted rejected unit taxPercent reason n kind takenBy issued consumed scrap returned atSupplier':
        purchase,
      'unitPrice amount': purchasePrices,
      confirmations: many('statement-line-confirmation'),
      dispute: one('statement-line-dispute'),
    },
    'statement-line-confirmation': {
      'side login on': purchase,
    },
    'statement-line-dispute': {
      'side login on reason': purchase,
    },
    receipt: {
      'id payer payee valueDate money chargesBorneBy unapplied': contract,
      'reference charges': bankData,
      allocations: many('receipt-allocation'),
    },
    'receipt-allocation': {
      'orderId stageId stage shipmentId money': contract,
    },
    'allocation-entry': {
      'order stage': setBy('trader'),
    },
    'receipt-entry': {
      'payer money charges valueDate reference order stage advice': setBy('trader'),
    },
    'payment-advice-list': { items: many('payment-advice'), next: contract },
    'payment-advice': {
      'id payee payer number status paymentDate money revision receiptId': contract,
      items: many('advised-item'),
      earlier: many('advised-before'),
      findings: many('advice-finding'),
    },
    'advised-before': { 'paymentDate money': contract, items: many('advised-item') },
    'advised-item': { 'reference date paid invoiced deduction reason': contract },
    'advice-finding': { 'code severity text': contract, facts: openMap(contract) },
    'advice-proposal': {
      'advised received chargesBorneBy unapplied because': contract,
      charges: bankData,
      allocations: many('receipt-allocation'),
    },
    'receipt-list': {
      items: many('receipt'),
      next: contract,
    },
    'block-reason': {
      'en zh': setBy('trader'),
    },
    'payment-plan': {
      'orderId status total asOf': contract,
      stages: many('payment-stage'),
      shipments: many('paid-shipment'),
    },
    'payment-stage': {
      'id stage shipmentId amount settled due state because': contract,
    },
    'paid-shipment': {
      'shipmentId number invoiceNumber invoice depositApplied onBoard': contract,
    },
    'fx-sharing-list': { items: many('fx-sharing'), next: seenBy('trader', 'factory') },
    // what is shared, and at which rate, would tell the factory what the goods were sold for
    'fx-sharing': {
      'id trader factory orderId shipmentId shipmentNumber pair base low high factoryShare form onBoard state': seenBy(
        'trader',
        'factory',
      ),
      'shipped adjustment': seenBy('trader'),
      rate: one('ledger-entry-rate', seenBy('trader')),
    },
    'ledger-page': {
      entries: many('ledger-entry'),
    },
    'ledger-entry': {
      'id organisation occasion source postedOn currency': seenBy('trader', 'factory'),
      lines: many('ledger-entry-line'),
      rate: one('ledger-entry-rate'),
    },
    'ledger-entry-line': {
      'debit credit code en zh account': seenBy('trader', 'factory'),
    },
    'ledger-entry-rate': {
      'pair rate kind date source': seenBy('trader', 'factory'),
    },
    'credit-limit': {
      customer: seenBy('trader'),
      current: one('credit-limit-version'),
      versions: many('credit-limit-version'),
      standing: one('credit-standing'),
    },
    'credit-standing': {
      'exposure limit free overdueDays': limitReaders,
    },
    'credit-limit-version': {
      'limit validFrom validTo approvedDays source probableLossSince': limitSetters,
      setBy: limitReaders,
      insurer: one('insurer'),
    },
    insurer: {
      'name insuredLimit': limitSetters,
      policy: policyNumber,
      covered: many('insured-risk'),
    },
    'insured-risk': {
      'risk percent': limitSetters,
    },
  },
  /** The books are their keeper's alone. */
  onlyFor: { 'ledger-entry': ['organisation'] },
  routes: {
    'GET /bank-accounts': { shows: 'bank-account-list' },
    'GET /bank-account-changes': { shows: 'bank-account-change-list' },
    'POST /bank-account-changes': { takes: 'bank-account-change', shows: 'bank-account-change' },
    'POST /bank-account-changes/:id/approval': { shows: 'bank-account-change' },
    'POST /bank-account-changes/:id/rejection': { takes: 'because', shows: 'bank-account-change' },
    'POST /supplier-payments': { shows: 'supplier-payment', takes: 'supplier-payment-order' },
    'GET /supplier-payments': { shows: 'supplier-payment-list' },
    'GET /supplier-invoices': { shows: 'supplier-invoice-list' },
    'POST /statements/:id/lines/:n/confirmation': {},
    'POST /statements/:id/deductions': { takes: 'deduction' },
    'POST /statements/:id/lines/:n/dispute': { takes: 'dispute-entry' },
    'GET /statements': { shows: 'statement-list' },
    'GET /statements/:id': { shows: 'statement' },
    'POST /payments-received/:id/allocations': { shows: 'receipt', takes: 'allocation-entry' },
    'POST /payments-received': { shows: 'receipt', takes: 'receipt-entry' },
    'GET /payment-advices': { shows: 'payment-advice-list' },
    'GET /payment-advices/:id/proposal': { shows: 'advice-proposal' },
    'GET /payments-received': { shows: 'receipt-list' },
    'PUT /orders/:id/payment-plan/stages/:stage/block': { takes: 'block-reason' },
    'DELETE /orders/:id/payment-plan/stages/:stage/block': {},
    'GET /orders/:id/payment-plan': { shows: 'payment-plan' },
    'GET /ledger/entries': { shows: 'ledger-page' },
    'GET /fx-sharings': { shows: 'fx-sharing-list' },
    'PUT /credit-limits/:customer': { shows: 'credit-limit', takes: 'credit-limit-version' },
    'GET /credit-limits/:customer': { shows: 'credit-limit' },
  },
};
