import { decimal } from '@tradeloom/kernel';
import { decimalText } from '../../amounts.ts';
import type { DeliverySchedule, ItemIdentity } from '../../canonical/documents.ts';
import { noCurrency } from '../../no-currency.ts';
import { optional, type Reading, type Way } from '../message.ts';
import type { XmlElement } from '../xml-element.ts';
import { aggregate, basic, type XmlNode } from '../xml-node.ts';
import { canonicalUnit, ublUnit } from './units.ts';

export const numberText = (text: string): string => decimalText(text.replace(/^\+/, ''));

export interface Stated {
  readonly quantity: string;
  readonly unit: string;
}

/** An item without a description is named by its number: a Name that is one says nothing more. */
export const readItem = (line: XmlElement): ItemIdentity => {
  const item = line.find('Item');
  if (!item) return {};
  const buyerItem = item.textAt('BuyersItemIdentification', 'ID');
  const sellerItem =
    item.textAt('SellersItemIdentification', 'ID') ??
    item.textAt('ManufacturersItemIdentification', 'ID') ??
    item.textAt('StandardItemIdentification', 'ID');
  const name = item.textAt('Name');
  const isNumber = name === buyerItem || name === sellerItem || name === unnamed;
  return {
    ...optional('buyerItem', buyerItem),
    ...optional('sellerItem', sellerItem),
    ...optional('description', isNumber ? item.textAt('Description') : name),
  };
};

/** BIS demands a name. */
const unnamed = '-';

export const itemNode = (
  { buyerItem, sellerItem, description }: ItemIdentity,
  ...more: readonly (XmlNode | undefined)[]
): XmlNode | undefined => {
  const number = buyerItem ?? sellerItem ?? unnamed;
  const isNumber = description !== undefined && [buyerItem, sellerItem, unnamed].includes(description);
  return aggregate(
    'Item',
    isNumber ? basic('Description', description) : undefined,
    basic('Name', description ?? number),
    aggregate('BuyersItemIdentification', basic('ID', buyerItem)),
    aggregate('SellersItemIdentification', basic('ID', sellerItem)),
    ...more,
  );
};

/** A quantity that the document may leave out although ours needs it. */
export const readQuantity = ({ problems }: Pick<Reading, 'problems'>, line: XmlElement, ...way: Way): Stated => {
  const element = line.find(...way);
  if (!element) problems.at('QUANTITY_NOT_STATED', line);
  else if (element.attributes['unitCode'] === undefined) problems.at('UNIT_NOT_STATED', element);
  return { quantity: numberText(element?.value ?? '0'), unit: unitOf(element) ?? 'EA' };
};

export const unitOf = (element: XmlElement | undefined): string | undefined => {
  const code = element?.attributes['unitCode'];
  return code === undefined ? undefined : canonicalUnit(code);
};

export const quantityNode = (name: string, quantity: string, unit: string): XmlNode | undefined =>
  basic(name, quantity, { unitCode: ublUnit(unit) });

export const amountNode = (name: string, amount: string | undefined, currency: string): XmlNode | undefined =>
  basic(name, amount, { currencyID: currency });

/** Price/PriceAmount is for Price/BaseQuantity units. */
export const priceIn = (line: XmlElement): string | undefined => {
  const price = line.textAt('Price', 'PriceAmount');
  if (price === undefined) return undefined;
  const basis = numberText(line.textAt('Price', 'BaseQuantity') ?? '1');
  return basis === '1' || decimal(basis).isZero() ? numberText(price) : decimal(price).div(basis).toFixed();
};

export const readPrice = ({ problems }: Reading, line: XmlElement): string => {
  const price = priceIn(line);
  if (price === undefined) problems.at('PRICE_NOT_STATED', line);
  return price ?? '0';
};

export const priceNode = (price: string | undefined, currency: string | undefined): XmlNode | undefined =>
  aggregate('Price', amountNode('PriceAmount', price, currency ?? noCurrency));

/** The document's currency; `XXX` where it states none. */
export const readCurrency = ({ root, problems }: Reading): string => {
  const currency =
    root.textAt('DocumentCurrencyCode') ??
    root.find('OrderLine', 'LineItem', 'Price', 'PriceAmount')?.attributes['currencyID'];
  if (currency === undefined) problems.at('CURRENCY_NOT_STATED', root);
  return currency ?? noCurrency;
};

/** xsd:date may state a time zone, which a calendar date of ours does not have. */
export const dateAt = (element: XmlElement | undefined, ...way: Way): string | undefined =>
  (way.length === 0 ? element?.value : element?.textAt(...way))?.slice(0, 10);

/** A period's last day is the date that is meant; one that only begins is meant from its first. */
export const lastDay = (element: XmlElement | undefined, period: string): string | undefined =>
  dateAt(element, period, 'EndDate') ?? dateAt(element, period, 'StartDate');

/** Delivery: without a quantity it is of the whole line. */
export const readSchedules = (line: XmlElement, stated: Stated): DeliverySchedule[] =>
  line.all('Delivery').flatMap((delivery) => {
    const date = lastDay(delivery, 'RequestedDeliveryPeriod');
    if (date === undefined) return [];
    const quantity = delivery.find('Quantity');
    return [
      {
        quantity: quantity ? numberText(quantity.value) : stated.quantity,
        unit: unitOf(quantity) ?? stated.unit,
        date,
      },
    ];
  });

export const scheduleNodes = (
  schedules: readonly DeliverySchedule[],
  stated: Stated,
): readonly (XmlNode | undefined)[] =>
  schedules.map(({ quantity, unit, date }) => {
    const isWhole = schedules.length === 1 && quantity === stated.quantity && unit === stated.unit;
    return aggregate(
      'Delivery',
      isWhole ? undefined : quantityNode('Quantity', quantity, unit),
      aggregate('RequestedDeliveryPeriod', basic('EndDate', date)),
    );
  });
