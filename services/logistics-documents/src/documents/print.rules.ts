import type { CommercialInvoice, DeclarationDraft, PackingList, SetContent } from '../document-sets/content.rules.ts';
import { transModeNames } from '../document-sets/trade-term.rules.ts';
import type { Booking } from '../shipments/booking.rules.ts';
import { countryOf } from './country.rules.ts';
import type { PrintedKind } from './document.rules.ts';

const wrapTypeNames: Readonly<Record<string, string>> = {
  '22': '纸制或纤维板制盒/箱',
  '92': '再生木托',
  '93': '天然木托',
};

/** Names for the codes a person reads; the codes stay beside them. */
const invoicePrint = (invoice: CommercialInvoice, { portOfLoading, portOfDischarge }: Booking) => ({
  ...invoice,
  portOfLoadingName: portOfLoading.name,
  portOfDischargeName: portOfDischarge.name,
  lines: invoice.lines.map((line) => ({ ...line, origin: countryOf(line.originCountry) })),
});

const declarationPrint = (declaration: DeclarationDraft, { portOfLoading, portOfDischarge }: Booking) => ({
  ...declaration,
  portOfExitName: portOfLoading.name,
  portOfDestinationName: portOfDischarge.name,
  transModeName: transModeNames[declaration.transMode] ?? declaration.transMode,
  wrapTypeName: wrapTypeNames[declaration.wrapType] ?? declaration.wrapType,
  trade: countryOf(declaration.tradeCountry),
  arrival: countryOf(declaration.arrivalCountry),
  lines: declaration.lines.map((line) => ({
    ...line,
    origin: countryOf(line.originCountry),
    destination: countryOf(line.destinationCountry),
  })),
});

export type Print = ReturnType<typeof invoicePrint> | ReturnType<typeof declarationPrint> | PackingList;

/** What the template of each kind is given. */
export const printsOf = (
  { invoice, packingList, declaration }: SetContent,
  booking: Booking,
): Readonly<Record<PrintedKind, Print>> => ({
  'commercial-invoice': invoicePrint(invoice, booking),
  'packing-list': packingList,
  'customs-declaration': declarationPrint(declaration, booking),
});
