import { latest, must } from '@tradeloom/kernel';
import { shareAnInvoice } from '../orders/export-terms.rules.ts';
import type { Contract, SetContent } from './content.rules.ts';
import { makeDeclaration } from './declaration.rules.ts';
import { makeInvoice } from './invoice.rules.ts';
import { makePackingList } from './packing-list.rules.ts';
import { itemOf, type SetFacts } from './set-facts.rules.ts';

const makeContract = ({ shipment, orders, terms, seller, buyer, producer, items }: SetFacts): Contract => ({
  numbers: orders.map((o) => o.number),
  date: latest(...orders.map((o) => o.confirmedOn)),
  seller,
  buyer,
  producer,
  tradeTerm: terms[0].tradeTerm,
  currency: terms[0].currency,
  destinationCountry: shipment.destinationCountry,
  hsCodes: Object.fromEntries(shipment.lines.map((l) => [l.position, itemOf(items, l).hsCode])),
});

const inspectedOn = ({ shipment, lots }: SetFacts): Record<number, string> =>
  Object.fromEntries(
    shipment.lines.flatMap((line) => {
      const released = lots.filter((l) => l.orderId === line.orderId && l.scheduleId === line.scheduleId);
      return released.length > 0 ? [[line.position, latest(...released.map((l) => l.releasedOn))]] : [];
    }),
  );

const mustShareTerms = ([first, ...others]: SetFacts['terms']): void =>
  must(
    others.every((other) => shareAnInvoice(first, other)),
    'logistics.document-set.different-terms',
    {
      en: 'Orders on one invoice share currency and trade term',
      zh: '同一发票上的订单币制与贸易术语须一致',
    },
  );

/** One packing and one booking fill every document, so that they agree by construction. */
export const makeContent = (facts: SetFacts): SetContent => {
  const { shipment, seller, buyer, items, certificates, terms } = facts;
  mustShareTerms(terms);
  const packingList = makePackingList(shipment, seller, buyer, items);
  const invoice = makeInvoice(facts);
  return {
    contract: makeContract(facts),
    instruction: shipment.instruction,
    invoice,
    packingList: { ...packingList, date: invoice.date },
    declaration: makeDeclaration(facts, invoice, packingList),
    certificates,
    inspectedOn: inspectedOn(facts),
  };
};
