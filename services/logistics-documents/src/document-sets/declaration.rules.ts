import { addDays, decimal, total } from '@tradeloom/kernel';
import type { Packing } from '../shipments/carton.rules.ts';
import type {
  CommercialInvoice,
  DeclarationDraft,
  DeclarationLine,
  InvoiceLine,
  PackingList,
} from './content.rules.ts';
import type { SetFacts } from './set-facts.rules.ts';
import { transModeOf } from './trade-term.rules.ts';

/** Customs takes a weight below 1 kg as 1. */
const declaredKg = (kg: string): string => (decimal(kg).lt(1) ? '1' : kg);

const declarationLine =
  ({ items, shipment, packingList }: SetFacts & { readonly packingList: PackingList }) =>
  ({ line, item: id, quantity, unitPrice, amount }: InvoiceLine): DeclarationLine => {
    const item = items.get(id);
    if (!item) throw new Error(`no master data of item ${id}`);
    const rows = packingList.rows.filter((r) => r.line === line);
    const netKg = decimal(total(rows.map((r) => decimal(r.netKg).times(r.cartons)))).toFixed(2);
    return {
      line,
      codeTs: item.hsCode,
      nameZh: item.nameZh,
      declaredElements: item.declaredElements,
      quantity,
      declaredUnitZh: item.declaredUnitZh,
      statutory: item.statutoryUnits.map(({ nameZh, measures }) => ({
        value: measures === 'net-weight' ? netKg : quantity.value,
        unitZh: nameZh,
        measures,
      })),
      netKg,
      price: decimal(unitPrice).toFixed(4),
      total: amount,
      originCountry: item.originCountry,
      destinationCountry: shipment.destinationCountry,
      sourceDistrict: item.sourceDistrict,
    };
  };

/** Packages of paper board are 22; wood in the packing makes it 93 天然木托 or 92 再生木托 (customs code 包装种类). */
const wrapTypeOf = ({ woodPacking }: Packing): string =>
  woodPacking === 'none' ? '22' : woodPacking === 'processed' ? '92' : '93';

/** Declares what the invoice sells, at the weights of the packing list. */
export const makeDeclaration = (
  facts: SetFacts,
  invoice: CommercialInvoice,
  packingList: PackingList,
): DeclarationDraft => {
  const { shipment, seller, buyer, producer, today } = facts;
  const { booking, draft, packing, destinationCountry } = shipment;
  return {
    draftedOn: today,
    // Export goods are declared at least 24 hours before they are loaded on the vessel.
    declareBy: addDays(booking.etd, -1),
    consignor: seller,
    overseasConsignee: buyer,
    producer,
    trafMode: '2',
    vessel: booking.vessel,
    voyage: booking.voyage,
    billNumber: draft?.number ?? '',
    tradeMode: '0110',
    cutMode: '101',
    contractNumbers: invoice.contractNumbers,
    tradeCountry: buyer.country,
    arrivalCountry: destinationCountry,
    portOfExit: booking.portOfLoading.locode,
    portOfDestination: booking.portOfDischarge.locode,
    wrapType: wrapTypeOf(packing),
    packages: packingList.packages,
    grossKg: declaredKg(packingList.grossKg),
    netKg: declaredKg(packingList.netKg),
    transMode: transModeOf(invoice.tradeTerm.incoterm),
    marks: invoice.marks,
    currency: invoice.currency,
    containers: packingList.containers,
    lines: invoice.lines.map(declarationLine({ ...facts, packingList })),
  };
};
