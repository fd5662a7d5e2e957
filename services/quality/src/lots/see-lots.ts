import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import type { Certificate } from '../certificates/certificate.rules.ts';
import { withCertificates } from '../certificates/certificates-of.ts';
import type { Lot } from './lot.rules.ts';
import { Lots } from './lot.table.ts';

const readers = { kinds: ['customer', 'trader', 'factory', 'supplier', 'inspection'] } as const;

class LotsOf {
  @TextField({ description: 'id of the order' }) order!: string;
}

interface ShownLot extends Lot {
  readonly certificates: readonly Certificate[];
}

/** Lots with verdict, disposition and what was measured on them, for everybody who is party to them. */
@Controller('lots')
export class SeeLots {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow(readers)
  ofOrder(@Query() { order: orderId }: LotsOf): Promise<{ lots: ShownLot[] }> {
    return this.transactions.run(async (tx) => ({
      lots: await withCertificates(tx, await tx.find(Lots, { orderId }, { id: 'ASC' })),
    }));
  }

  @Get(':id')
  @Allow(readers)
  one(@Param('id') id: string): Promise<ShownLot> {
    return this.transactions.run(async (tx) => {
      const lot = await tx.one(Lots, id);
      const [shown] = await withCertificates(tx, [lot]);
      return shown ?? { ...lot, certificates: [] };
    });
  }
}
