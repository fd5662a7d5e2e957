import type { CanonicalDocument } from '../../canonical/documents.ts';
import type { UblFile } from '../message.ts';
import { applicationResponse } from './application-response.ts';
import { despatchAdvice } from './despatch-advice.ts';
import { invoice } from './invoice.ts';
import { order } from './order.ts';
import { orderCancellation } from './order-cancellation.ts';
import { orderChange } from './order-change.ts';
import { orderResponse } from './order-response.ts';

// Only documents of a file's own kinds reach its `write`: `ublFileFor` chooses by kind.
const supported = <D extends CanonicalDocument>(file: UblFile<D>): UblFile => file as unknown as UblFile;

const all: readonly UblFile[] = [
  supported(applicationResponse),
  supported(despatchAdvice),
  supported(invoice),
  supported(order),
  supported(orderCancellation),
  supported(orderChange),
  supported(orderResponse),
];

const byType = new Map(all.map((file) => [file.type, file]));

export const ublFileOf = (type: string): UblFile | undefined => byType.get(type);

/** Undefined for a document that no UBL document of ours says. */
export const ublFileFor = (document: CanonicalDocument): UblFile | undefined => {
  const type = ublTypeOf(document);
  return type === undefined ? undefined : byType.get(type);
};

/** The UBL documents this release reads and writes. */
export const supportedUbl: readonly string[] = [...byType.keys()];

/** The root element a document is written as: `Order`; undefined where there is none. */
export const ublTypeOf = (document: CanonicalDocument): string | undefined => {
  switch (document.kind) {
    // Cancelling an order before it was answered is a change of it, not an order.
    case 'purchase-order':
      return document.purpose === 'cancellation' ? undefined : 'Order';
    case 'order-change':
      return document.purpose === 'cancellation' ? 'OrderCancellation' : 'OrderChange';
    case 'order-response':
    case 'order-change-response':
      return 'OrderResponse';
    case 'despatch-advice':
      return 'DespatchAdvice';
    case 'invoice':
      return 'Invoice';
    case 'application-advice':
      return 'ApplicationResponse';
    default:
      return undefined;
  }
};
