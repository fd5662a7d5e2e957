import { create, gateway } from '@tradeloom/contracts';
import type { CanonicalDocument, DeliveryCall, DeliveryForecast } from '@tradeloom/edi';
import { type Announcement, announce } from '@tradeloom/kernel';
import { partnerReports } from './partner-reports.ts';
import { orEmpty, type Passage, type Translate, type Translations } from './translation.ts';

const confirmationLines = (lines: readonly { line: string; confirmations: readonly object[] }[]) =>
  lines.map(({ line, confirmations }) => ({ line, confirmations: confirmations.map((c) => ({ ...c })) }));

/** Forecast and delivery call say the same things. */
const planned = (d: DeliveryForecast | DeliveryCall, { sender, receiver, ref }: Passage) => ({
  ref,
  customer: sender,
  seller: receiver,
  scheduleNumber: d.scheduleNumber,
  release: orEmpty(d.release),
  purpose: d.purpose,
  issueDate: d.issueDate,
  basis: d.basis,
  counting: d.counting,
  horizonStart: d.horizonStart,
  horizonEnd: orEmpty(d.horizonEnd),
  contract: orEmpty(d.contract),
  lines: d.lines.map((line, index) => ({
    line: line.line,
    buyerItem: orEmpty(line.buyerItem),
    sellerItem: orEmpty(line.sellerItem),
    orderNumber: orEmpty(line.orderNumber),
    orderLine: orEmpty(line.orderLine),
    unit: line.unit,
    shipTo: orEmpty(line.shipTo?.id ?? line.shipTo?.name),
    dock: orEmpty(line.dock),
    deliveries: line.schedules.map(({ until, time, callOff, ...schedule }) => ({
      ...schedule,
      until: orEmpty(until),
      time: orEmpty(time),
      callOff: orEmpty(callOff),
    })),
    received: orEmpty(line.cumulativeReceived?.quantity),
    position: String(index + 1),
  })),
});

/** What each kind of inbound document says to the services. A kind that is not here is one we only send. */
const translations: Translations = {
  'purchase-order': (d, { sender, receiver, ref }) =>
    create(gateway.PurchaseOrderReceivedSchema, {
      ref,
      customer: sender,
      seller: receiver,
      orderNumber: d.orderNumber,
      orderDate: d.orderDate,
      currency: d.currency,
      ...(d.tradeTerm && { tradeTerm: { incoterm: d.tradeTerm.incoterm, place: orEmpty(d.tradeTerm.place) } }),
      paymentTerms: orEmpty(d.paymentTerms),
      freightBy: orEmpty(d.charges?.freight),
      insuranceBy: orEmpty(d.charges?.insurance),
      certificationBy: orEmpty(d.charges?.certification),
      destinationCountry: orEmpty(d.parties.find((p) => p.role === 'ship-to')?.country),
      lines: d.lines.map((line) => ({
        line: line.line,
        buyerItem: orEmpty(line.buyerItem),
        sellerItem: orEmpty(line.sellerItem),
        description: orEmpty(line.description),
        quantity: line.quantity,
        unit: line.unit,
        unitPrice: line.unitPrice,
        schedules:
          line.schedules.length > 0
            ? line.schedules
            : [{ quantity: line.quantity, unit: line.unit, date: orEmpty(d.requestedDelivery) }],
      })),
    }),
  'order-change': (d, { sender, receiver, ref }) =>
    create(gateway.PurchaseOrderChangeReceivedSchema, {
      ref,
      customer: sender,
      seller: receiver,
      orderNumber: d.orderNumber,
      changeNumber: d.changeNumber,
      changeDate: d.changeDate,
      purpose: d.purpose,
      note: (d.notes ?? []).join(' '),
      lines: d.lines.map(({ line, action, quantity, unit, unitPrice, schedules }) => ({
        line,
        action,
        quantity,
        unit,
        unitPrice: orEmpty(unitPrice),
        schedules,
      })),
    }),
  'order-response': (d, { sender, receiver, ref }) =>
    create(gateway.SupplierAcknowledgedSchema, {
      ref,
      supplier: sender,
      buyer: receiver,
      orderNumber: d.orderNumber,
      outcome: d.outcome,
      lines: confirmationLines(d.lines),
    }),
  'order-change-response': (d, { sender, receiver, ref }) =>
    create(gateway.SupplierChangeAcknowledgedSchema, {
      ref,
      supplier: sender,
      buyer: receiver,
      orderNumber: d.orderNumber,
      changeNumber: d.changeNumber,
      outcome: d.outcome,
      lines: confirmationLines(d.lines),
    }),
  'progress-report': (d, { sender, receiver, ref, rows }) =>
    create(gateway.StatusReportedSchema, {
      ref,
      reporter: sender,
      buyer: receiver,
      reportNumber: d.reportNumber,
      lines: d.lines.map(
        ({ orderNumber, line, milestone, good, scrap, unit, asOf, correction, reason, remark }, index) => ({
          orderNumber,
          line,
          milestone,
          good,
          scrap,
          unit,
          asOf,
          correction: correction ?? false,
          reason: orEmpty(reason),
          remark: orEmpty(remark),
          position: rows?.[index] === undefined ? String(index + 1) : String(rows[index]),
        }),
      ),
    }),
  'despatch-advice': (d, { sender, receiver, ref }) =>
    create(gateway.GoodsDespatchedSchema, {
      ref,
      supplier: sender,
      buyer: receiver,
      despatchNumber: d.shipmentNumber,
      despatchDate: d.despatchDate,
      lines: d.lines.map(({ orderNumber, line, quantity, unit, lot, cartons }) => ({
        orderNumber,
        line,
        quantity,
        unit,
        lot: orEmpty(lot),
        cartons: cartons ?? 0,
      })),
    }),
  'inventory-report': (d, { sender, receiver, ref }) =>
    create(gateway.StockReportedSchema, {
      ref,
      holder: sender,
      receiver,
      reportNumber: d.reportNumber,
      asOf: d.countDate ?? d.reportDate,
      lines: d.lines.map(({ line, buyerItem, sellerItem, location, lot, quantities }, index) => ({
        line,
        buyerItem: orEmpty(buyerItem),
        sellerItem: orEmpty(sellerItem),
        location: orEmpty(location?.id ?? location?.name),
        lot: orEmpty(lot),
        quantities: quantities.map((q) => ({ ...q, date: orEmpty(q.date) })),
        position: String(index + 1),
      })),
    }),
  'test-results': (d, { sender, receiver, ref }) =>
    create(gateway.TestResultsReportedSchema, {
      ref,
      supplier: sender,
      receiver,
      reportNumber: d.reportNumber,
      reportDate: d.reportDate,
      shipmentNumber: orEmpty(d.shipmentNumber),
      note: (d.notes ?? []).join(' '),
      items: d.items.map((item) => ({
        line: item.line,
        buyerItem: orEmpty(item.buyerItem),
        sellerItem: orEmpty(item.sellerItem),
        orderNumber: orEmpty(item.orderNumber),
        orderLine: orEmpty(item.orderLine),
        lot: orEmpty(item.lot),
        heat: orEmpty(item.heat),
        ...(item.quantity && { quantity: { ...item.quantity } }),
        characteristics: item.characteristics.map(
          ({ name, method, limits, unit, measurements, statistics = [], verdict, remark }) => ({
            name,
            method: orEmpty(method),
            minimum: orEmpty(limits?.minimum),
            maximum: orEmpty(limits?.maximum),
            target: orEmpty(limits?.target),
            unit: orEmpty(unit),
            measurements,
            statistics: statistics.map((s) => ({ ...s })),
            verdict: orEmpty(verdict),
            remark: orEmpty(remark),
          }),
        ),
      })),
    }),
  'order-status-enquiry': (d, { sender, receiver, ref }) =>
    create(gateway.OrderStatusEnquiredSchema, {
      ref,
      customer: sender,
      seller: receiver,
      enquiryNumber: d.enquiryNumber,
      enquiryDate: d.enquiryDate,
      orders: d.orders.map(({ orderNumber, lines }, index) => ({
        orderNumber,
        lines: lines.map(({ line }) => line),
        position: String(index + 1),
      })),
    }),
  'delivery-forecast': (d, passage) => create(gateway.ForecastReceivedSchema, planned(d, passage)),
  'delivery-call': (d, passage) => create(gateway.DeliveryCallReceivedSchema, planned(d, passage)),
  invoice: (d, { sender, receiver, ref }) =>
    create(gateway.InvoiceReceivedSchema, {
      ref,
      supplier: sender,
      buyer: receiver,
      invoiceNumber: d.invoiceNumber,
      invoiceDate: d.invoiceDate,
      currency: d.currency,
      net: d.net,
      taxPercent: orEmpty(d.tax?.ratePercent),
      tax: orEmpty(d.tax?.amount),
      total: d.total,
      lines: d.lines.map(({ orderNumber, line, quantity, unit, unitPrice, amount }) => ({
        orderNumber,
        line,
        quantity,
        unit,
        unitPrice,
        amount,
      })),
    }),
  ...partnerReports,
};

/** The event that an inbound document becomes, for its two parties; undefined for a kind that only goes out. */
export const eventOf = (document: CanonicalDocument, passage: Passage): Announcement | undefined => {
  const translate = translations[document.kind] as Translate<CanonicalDocument> | undefined;
  return translate && announce(translate(document, passage), [passage.sender, passage.receiver]);
};
