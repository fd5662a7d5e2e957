import { Body, Controller, Post } from '@nestjs/common';
import {
  Allow,
  DateField,
  DecimalField,
  ListField,
  ObjectField,
  QuantityBody,
  QuantityField,
  TextField,
  Transactions,
} from '@tradeloom/chassis';
import { takeOrder } from '../take-order.ts';

const sides = ['buyer', 'seller'] as const;

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
  @TextField({ max: 60, optional: true }) place?: string;
}

class CustomerOrder {
  @TextField({ max: 40 }) customer!: string;
  @TextField({ max: 40 }) customerOrder!: string;
  @DateField() orderDate!: string;
  @TextField({ max: 3, optional: true }) currency?: string;
  @TextField({ max: 2, description: 'ISO 3166-1 alpha-2' }) destinationCountry!: string;
  @ObjectField(() => StatedTerm, { optional: true }) tradeTerm?: StatedTerm;
  @TextField({ max: 200, optional: true }) paymentTerms?: string;
  @TextField({ enum: sides, optional: true }) freightBy?: (typeof sides)[number];
  @TextField({ enum: sides, optional: true }) insuranceBy?: (typeof sides)[number];
  @TextField({ enum: sides, optional: true }) certificationBy?: (typeof sides)[number];
  @ListField(() => WantedLine, { minSize: 1 }) lines!: WantedLine[];
}

/** The trading company enters a customer's order that came by mail or telephone. */
@Controller('orders')
export class PlaceOrder {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({ kinds: ['trader'], roles: ['sales', 'sales-supervisor', 'owner', 'merchandiser', 'system'] })
  handle(@Body() body: CustomerOrder): Promise<{ id: string; number: string; status: string }> {
    return this.transactions.run(async (tx) => {
      const { customer, customerOrder, orderDate, currency = '', destinationCountry } = body;
      const { id, number, status } = await takeOrder(tx, {
        customer,
        trader: tx.by.organisation,
        customerOrder,
        orderDate,
        currency,
        destinationCountry,
        stated: statedIn(body),
        lines: body.lines.map(({ line, buyerItem = '', item = '', quantity, unitPrice = '', schedules }) => ({
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
      return { id, number, status };
    });
  }
}

const statedIn = ({ tradeTerm, paymentTerms = '', freightBy, insuranceBy, certificationBy }: CustomerOrder) => ({
  tradeTerm: { incoterm: tradeTerm?.incoterm ?? '', edition: '', place: tradeTerm?.place ?? '' },
  paymentWords: paymentTerms,
  charges: { freight: freightBy ?? null, insurance: insuranceBy ?? null, certification: certificationBy ?? null },
});
