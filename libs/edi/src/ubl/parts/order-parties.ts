import type { DocumentParty } from '../../canonical/documents.ts';
import type { Envelope } from '../../envelope.ts';
import type { XmlElement } from '../xml-element.ts';
import type { XmlNode } from '../xml-node.ts';
import { endpointOf, partyOf, type RoleWays, readAddress, readParties, tradeParty } from './parties.ts';

/** Where orders and their changes have their parties; buyer and seller are who sends and who receives. */
const ways: RoleWays = [
  ['buyer', ['BuyerCustomerParty', 'Party']],
  ['seller', ['SellerSupplierParty', 'Party']],
  ['bill-to', ['AccountingCustomerParty', 'Party']],
  ['ship-to', ['Delivery', 'DeliveryParty']],
];

/** A place of delivery may be stated as a location beside the party, or without one. */
export const readOrderParties = (root: XmlElement): DocumentParty[] => {
  const parties = readParties(root, ways);
  const location = root.find('Delivery', 'DeliveryLocation');
  const address = {
    ...readAddress(root.find('Delivery', 'DeliveryAddress')),
    ...readAddress(location?.find('Address')),
  };
  const place = { ...(location ? { id: location.textAt('ID'), name: location.textAt('Name') } : {}), ...address };
  const stated = Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
  if (Object.keys(stated).length === 0) return parties;
  const known = parties.find(({ role }) => role === 'ship-to');
  return [...parties.filter(({ role }) => role !== 'ship-to'), { role: 'ship-to', ...stated, ...known }];
};

/** All but the party of delivery, which stands in Delivery. */
export const orderParties = (
  parties: readonly DocumentParty[],
  { sender, receiver }: Pick<Envelope, 'sender' | 'receiver'>,
): (XmlNode | undefined)[] => [
  tradeParty('BuyerCustomerParty', partyOf(parties, 'buyer'), endpointOf(sender)),
  tradeParty('SellerSupplierParty', partyOf(parties, 'seller'), endpointOf(receiver)),
  tradeParty('AccountingCustomerParty', partyOf(parties, 'bill-to')),
];
