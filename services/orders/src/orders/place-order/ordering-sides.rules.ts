import { DomainError, must } from '@tradeloom/kernel';

interface Orderer {
  readonly organisation: string;
  readonly kind: string;
}

interface NamedSides {
  readonly customer?: string;
  readonly seller?: string;
}

export interface OrderingSides {
  readonly customer: string;
  readonly trader: string;
}

/**
 * Who orders from whom: the caller is one side and names the other.
 * @throws DomainError `orders.order.not-a-side`, `orders.order.other-side-missing`
 */
export const orderingSides = (by: Orderer, { customer, seller }: NamedSides): OrderingSides => {
  const buys = by.kind === 'customer';
  const [own, other] = buys ? [customer, seller] : [seller, customer];
  if (own !== undefined && own !== by.organisation) {
    throw new DomainError(
      'orders.order.not-a-side',
      { en: 'An order is entered by its customer or by its seller', zh: '订单只能由客户或卖方录入' },
      { named: own },
      'forbidden',
    );
  }
  must(other !== undefined, 'orders.order.other-side-missing', {
    en: buys ? 'The order does not say from whom' : 'The order does not say whose it is',
    zh: buys ? '订单未注明卖方' : '订单未注明客户',
  });
  return buys ? { customer: by.organisation, trader: other } : { customer: other, trader: by.organisation };
};
