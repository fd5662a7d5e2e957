import { AllControlSeries } from '../../gateway/src/mailboxes/control-series.table.ts';
import type { Interchange } from '../../gateway/src/mailboxes/interchange.rules.ts';
import { Interchanges } from '../../gateway/src/mailboxes/interchange.table.ts';
import type { PartnerMapVersion } from '../../gateway/src/maps/partner-map.rules.ts';
import type { ProfileVersion } from '../../gateway/src/profiles/profile-version.ts';
import type { Webhook } from '../../gateway/src/webhooks/webhook.rules.ts';
import type { BankAccountChange } from '../../services/finance/src/bank-accounts/bank-account-change.rules.ts';
import { CreditLimits } from '../../services/finance/src/credit-cover/credit-limit.table.ts';
import type { PaymentAdvice } from '../../services/finance/src/payment-advices/payment-advice.rules.ts';
import type { PaymentPlan } from '../../services/finance/src/payment-plans/payment-plan.rules.ts';
import { PaymentPlans } from '../../services/finance/src/payment-plans/payment-plan.table.ts';
import type { Statement } from '../../services/finance/src/statements/statement.rules.ts';
import type { SupplierInvoice } from '../../services/finance/src/supplier-invoices/supplier-invoice.rules.ts';
import type { DocumentSetStatus } from '../../services/logistics-documents/src/document-sets/document-set.rules.ts';
import type { ShipmentStatus } from '../../services/logistics-documents/src/shipments/shipment.rules.ts';
import { ChangeRequests } from '../../services/orders/src/change-requests/change-request.table.ts';
import type { ChangeStatus } from '../../services/orders/src/change-requests/change-status.rules.ts';
import { Orders } from '../../services/orders/src/orders/order.table.ts';
import type { OrderStatus } from '../../services/orders/src/orders/order-status.rules.ts';
import type { PriceChange } from '../../services/orders/src/prices/price-change.rules.ts';
import type { OutsourcingOrder } from '../../services/production/src/outsourcing/outsourcing-order.rules.ts';
import { OutsourcingOrders } from '../../services/production/src/outsourcing/outsourcing-order.table.ts';
import { Progress } from '../../services/production/src/progress/progress.table.ts';
import type { ChangeHold } from '../../services/production/src/promises/change-hold.rules.ts';
import { ChangeHolds } from '../../services/production/src/promises/change-hold.table.ts';
import type { DeliveryPromise } from '../../services/production/src/promises/delivery-promise.rules.ts';
import type { Receipt } from '../../services/production/src/receipts/receipt.rules.ts';
import type { Incident } from '../../services/quality/src/incidents/incident.rules.ts';
import type { Inspection } from '../../services/quality/src/inspections/inspection.rules.ts';
import type { Sample } from '../../services/quality/src/samples/sample.rules.ts';
import { DeliveryRecords } from '../../services/supplier-performance/src/deliveries/delivery-record.table.ts';
import type { Rectification } from '../../services/supplier-performance/src/rectifications/rectification.rules.ts';

/**
 * What a state waits for: nothing; somebody, until a deadline of its noun; or somebody for a good reason without one.
 * A deadline that is not there from the beginning has a reason beside it.
 */
export type Wait =
  | 'end'
  | { readonly next: string; readonly deadlines: readonly string[]; readonly because?: string }
  | { readonly next: string; readonly because: string };

export interface Process {
  /** Its table file, from the root. */
  readonly table: string;
  readonly deadlines: readonly string[];
  readonly states: Readonly<Record<string, Wait>>;
}

/** The compiler asks for every state of the noun. */
const process = <Status extends string>(
  table: string,
  states: Readonly<Record<Status, Wait>>,
  deadlines: object = {},
): Process => ({ table, states, deadlines: Object.keys(deadlines) });

const byEvent = (next: string): Wait => ({
  next,
  because: 'a service answers an event; one that does not get through is an alarm of its own',
});
const reversible = 'nothing is kept from others, and whoever is interested acts when he likes';
const shipping = 'the shipment is steered by its closing and sailing dates, which the forwarder sets';

export const processes: readonly Process[] = [
  process<OrderStatus>(
    'services/orders/src/orders/order.table.ts',
    {
      received: byEvent('production'),
      audited: byEvent('finance'),
      held: {
        next: 'trading company',
        deadlines: ['left-waiting', 'lapse'],
        because: 'nobody is reminded while the customer has an offer to answer, which lapses',
      },
      offered: { next: 'customer', deadlines: ['lapse'] },
      firm: { next: 'factory', because: 'work is followed per schedule and supplier: silence, delay, missing parts' },
      'partly-shipped': { next: 'factory', because: 'as firm' },
      shipped: 'end',
      rejected: 'end',
      cancelled: 'end',
      expired: 'end',
    },
    Orders.deadlines,
  ),
  process<ChangeStatus>(
    'services/orders/src/change-requests/change-request.table.ts',
    {
      open: { next: 'the parties asked', deadlines: ['decision'] },
      agreed: byEvent('orders'),
      applied: 'end',
      rejected: 'end',
      withdrawn: 'end',
      countered: 'end',
      superseded: 'end',
      expired: 'end',
    },
    ChangeRequests.deadlines,
  ),
  process<DeliveryPromise['status']>('services/production/src/promises/promise.table.ts', {
    held: { next: 'orders', because: 'the order that it is held for has deadlines, and closes it' },
    firm: { next: 'factory', because: 'work is followed per schedule and supplier' },
    released: 'end',
  }),
  process<ChangeHold['status']>(
    'services/production/src/promises/change-hold.table.ts',
    { held: { next: 'orders', deadlines: ['over'] }, used: 'end', released: 'end' },
    ChangeHolds.deadlines,
  ),
  process<OutsourcingOrder['status']>(
    'services/production/src/outsourcing/outsourcing-order.table.ts',
    {
      placed: { next: 'supplier', deadlines: ['answer'] },
      acknowledged: {
        next: 'supplier',
        because: 'his work on each line has its own deadline, each change one to answer',
      },
      rejected: {
        next: 'factory',
        because: 'the refusal is told, and the parts stay open: their silence warns; the supplier may still accept',
      },
    },
    OutsourcingOrders.deadlines,
  ),
  process<'kept'>(
    'services/supplier-performance/src/deliveries/delivery-record.table.ts',
    { kept: { next: 'supplier', deadlines: ['fell-due'] } },
    DeliveryRecords.deadlines,
  ),
  process<'open' | 'made'>(
    'services/production/src/progress/progress.table.ts',
    { open: { next: 'supplier', deadlines: ['silence'] }, made: 'end' },
    Progress.deadlines,
  ),
  process<Receipt['status']>('services/production/src/receipts/receipt.table.ts', {
    inspecting: {
      next: 'inspector',
      because: 'the inspection that it waits for stands in quality’s list of what is due',
    },
    settled: 'end',
  }),
  process<PriceChange['status']>('services/orders/src/prices/price-change.table.ts', {
    proposed: { next: 'the second person', because: 'the prices in force stay; the proposal lies open in the list' },
    approved: 'end',
    rejected: 'end',
  }),
  process<BankAccountChange['status']>('services/finance/src/bank-accounts/bank-account.table.ts', {
    proposed: { next: 'the second person', because: 'the account in use stays; the proposal lies open in the list' },
    approved: 'end',
    rejected: 'end',
  }),
  process<'passed over' | 'come' | 'told'>(
    'gateway/src/mailboxes/control-series.table.ts',
    {
      'passed over': { next: 'sender', deadlines: ['missing'] },
      come: 'end',
      told: 'end',
    },
    AllControlSeries.deadlines,
  ),
  process<ProfileVersion['status']>('gateway/src/profiles/profile-version.table.ts', {
    draft: { next: 'operator', because: 'what is in force stays, and files are read and made by it' },
    tried: { next: 'operator', because: 'as draft' },
    active: { next: 'operator', because: 'it is in force until another is' },
    superseded: 'end',
  }),
  process<PartnerMapVersion['status']>('gateway/src/maps/partner-map.table.ts', {
    draft: { next: 'operator', because: 'the version in force stays; a draft binds nobody' },
    tried: { next: 'operator', because: 'the version in force stays; what was tried lies open in the list' },
    active: { next: 'operator', because: 'it holds until another version is put in force' },
    retired: 'end',
  }),
  process<Webhook['status']>('gateway/src/webhooks/webhook.table.ts', {
    enabled: {
      next: 'gateway',
      because: 'each delivery has its next attempt, and 120 hours of failure switch the endpoint off with an event',
    },
    disabled: { next: 'its owner', because: 'he switched it off himself, and may ask for the events instead' },
    stopped: { next: 'its owner', because: 'he has heard of it; the events can be asked for and sent again' },
    removed: 'end',
  }),
  process<PaymentPlan['status']>(
    'services/finance/src/payment-plans/payment-plan.table.ts',
    {
      draft: { next: 'orders', because: 'the order that it is drafted for has deadlines, and closes it' },
      active: {
        next: 'customer',
        deadlines: ['retention'],
        because: 'each stage is asked for when what it is paid for happens, which orders and shipments follow',
      },
      settled: 'end',
      closed: 'end',
    },
    PaymentPlans.deadlines,
  ),
  process<'set'>(
    'services/finance/src/credit-cover/credit-limit.table.ts',
    { set: { next: 'finance', deadlines: ['turn'] } },
    CreditLimits.deadlines,
  ),
  process<SupplierInvoice['status']>('services/finance/src/supplier-invoices/supplier-invoice.table.ts', {
    matched: { next: 'finance clerk', because: 'the month’s statement collects what is to be paid' },
    refused: 'end',
    paid: 'end',
  }),
  process<Statement['status']>('services/finance/src/statements/statement.table.ts', {
    open: { next: 'factory and supplier', because: reversible },
    agreed: { next: 'finance clerk', because: 'payment follows the supplier’s terms, outside this process' },
  }),
  process<ShipmentStatus>('services/logistics-documents/src/shipments/shipment.table.ts', {
    planned: { next: 'trading company', because: shipping },
    packed: { next: 'trading company', because: shipping },
    booked: { next: 'factory', because: shipping },
    ready: { next: 'factory', because: shipping },
    loaded: { next: 'forwarder', because: shipping },
    'on-board': { next: 'trading company', because: 'who is paid against the copy sends it' },
    'copy-sent': { next: 'trading company', because: 'originals are released when their payment stage is settled' },
    released: 'end',
  }),
  process<DocumentSetStatus>('services/logistics-documents/src/document-sets/document-set.table.ts', {
    made: { next: 'first reviewer', because: shipping },
    'first-approved': { next: 'final reviewer', because: shipping },
    approved: 'end',
    returned: { next: 'document clerk', because: shipping },
    superseded: 'end',
  }),
  process<Inspection['status']>('services/quality/src/inspections/inspection.table.ts', {
    due: { next: 'quality manager', because: 'it holds packing or a lot: the work it holds falls behind and warns' },
    planned: { next: 'inspector', because: 'as due' },
    concluded: 'end',
  }),
  process<Incident['status']>('services/quality/src/incidents/incident.table.ts', {
    reported: { next: 'both owners', because: reversible },
    proposed: { next: 'the other owner', because: reversible },
    agreed: 'end',
    withdrawn: 'end',
  }),
  process<Sample['status']>('services/quality/src/samples/sample.table.ts', {
    none: { next: 'factory', because: 'it holds the release of work, which the order shows as waiting' },
    submitted: { next: 'customer', because: 'as none' },
    approved: 'end',
    rejected: { next: 'factory', because: 'a further round, as none' },
  }),
  process<Rectification['status']>('services/supplier-performance/src/rectifications/rectification.table.ts', {
    none: 'end',
    open: { next: 'supplier', because: 'the date stands in it; a late answer is marked and counts against the score' },
    answered: { next: 'factory', because: reversible },
    closed: 'end',
  }),
  process<PaymentAdvice['status']>('services/finance/src/payment-advices/payment-advice.table.ts', {
    expected: { next: 'trader', because: 'the stage that it pays has the deadline; the advice moves no money' },
    received: 'end',
    refused: 'end',
  }),
  process<Interchange['status']>(
    'gateway/src/mailboxes/interchange.table.ts',
    {
      received: byEvent('gateway'),
      processed: 'end',
      'processed-with-errors': 'end',
      rejected: 'end',
      sent: { next: 'partner', deadlines: ['acknowledgement'] },
      acknowledged: 'end',
      refused: {
        next: 'sender',
        because: 'the board of sent documents and the timeline show it until a mended one is sent',
      },
    },
    Interchanges.deadlines,
  ),
];
