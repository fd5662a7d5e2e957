import { Body, Controller, Post } from '@nestjs/common';
import {
  type Actor,
  Allow,
  Caller,
  DateField,
  DecimalField,
  ListField,
  ObjectField,
  QuantityBody,
  QuantityField,
  TextField,
  Transactions,
  withScope,
} from '@tradeloom/chassis';
import type { Stated } from '../../legs/leg.rules.ts';
import type { OrderRequest } from '../place-order.rules.ts';
import { takeOrder } from '../take-order.ts';
import { type OrderingSides, orderingSides } from './ordering-sides.rules.ts';

const bearers = ['buyer', 'seller'] as const;

class WantedDelivery {
  @QuantityField() quantity!: QuantityBody;
  @DateField() date!: string;
}

class WantedLine {
  @TextField({ max: 20 }) line!: string;
  @TextField({ max: 48, optional: true, description: "the buyer's item number" }) buyerItem?: string;
  @TextField({ max: 48, optional: true, description: "the seller's item number" }) item?: string;
  @QuantityField() quantity!: QuantityBody;
  @DecimalField({ optional: true, description: "the price list's when absent" }) unitPrice?: string;
  @ListField(() => WantedDelivery, { minSize: 1 }) schedules!: WantedDelivery[];
}

class StatedTerm {
  @TextField({ max: 3 }) incoterm!: string;
  @TextField({ max: 10, optional: true, example: '2020' }) edition?: string;
  @TextField({ max: 60, optional: true }) place?: string;
}

class CustomerOrder {
  @TextField({ max: 40, optional: true, description: 'the trading company says whose order it is' }) customer?: string;
  @TextField({ max: 40, optional: true, description: 'a customer says from whom it orders' }) seller?: string;
  @TextField({ max: 40 }) customerOrder!: string;
  @DateField() orderDate!: string;
  @TextField({ max: 3, optional: true }) currency?: string;
  @TextField({ max: 2, description: 'ISO 3166-1 alpha-2' }) destinationCountry!: string;
  @ObjectField(() => StatedTerm, { optional: true }) tradeTerm?: StatedTerm;
  @TextField({ max: 200, optional: true }) paymentTerms?: string;
  @TextField({ enum: bearers, optional: true }) freightBy?: (typeof bearers)[number];
  @TextField({ enum: bearers, optional: true }) insuranceBy?: (typeof bearers)[number];
  @TextField({ enum: bearers, optional: true }) certificationBy?: (typeof bearers)[number];
  @ListField(() => WantedLine, { minSize: 1 }) lines!: WantedLine[];
}

interface Placed {
  readonly id: string;
  readonly number: string;
  readonly status: string;
}

/** A customer's own system orders, or the trading company enters what came by mail or telephone. */
@Controller('orders')
export class PlaceOrder {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({
    kinds: ['trader', 'customer'],
    roles: ['sales', 'sales-supervisor', 'owner', 'merchandiser', 'system'],
  })
  handle(@Caller() by: Actor, @Body() body: CustomerOrder): Promise<Placed> {
    const sides = orderingSides(by, body);
    // for both sides, as when the order comes in as a document: it is held against the terms and items of the seller
    return withScope({ by, organisations: [sides.customer, sides.trader] }, () =>
      this.transactions.together(async (tx) => {
        const { id, number, status } = await takeOrder(tx, requestOf(sides, body));
        return { id, number, status };
      }),
    );
  }
}

const requestOf = (
  { customer, trader }: OrderingSides,
  { customerOrder, orderDate, currency = '', destinationCountry, lines, ...stated }: CustomerOrder,
): OrderRequest => ({
  customer,
  trader,
  customerOrder,
  orderDate,
  currency,
  destinationCountry,
  stated: statedIn(stated),
  lines: lines.map(({ line, buyerItem = '', item = '', quantity, unitPrice = '', schedules }) => ({
    customerLine: line,
    buyerItem,
    sellerItem: item,
    description: '',
    quantity,
    unitPrice,
    schedules,
  })),
  source: null,
});

const statedIn = ({
  tradeTerm,
  paymentTerms = '',
  freightBy,
  insuranceBy,
  certificationBy,
}: Partial<CustomerOrder>): Stated => ({
  tradeTerm: { incoterm: tradeTerm?.incoterm ?? '', edition: tradeTerm?.edition ?? '', place: tradeTerm?.place ?? '' },
  paymentWords: paymentTerms,
  charges: { freight: freightBy ?? null, insurance: insuranceBy ?? null, certification: certificationBy ?? null },
});
