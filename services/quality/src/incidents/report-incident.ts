import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow, type MoneyBody, MoneyField, newId, TextField, Transactions, type Tx } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import { Lots } from '../lots/lot.table.ts';
import { Orders } from '../orders/order.table.ts';
import { type Incident, reportIncident } from './incident.rules.ts';
import { Incidents } from './incident.table.ts';

export class ReportedIncident {
  @TextField({ max: 80 }) orderId!: string;
  @TextField({ optional: true, max: 300, description: 'id of the lot that it is about' }) lotId?: string;
  @TextField({ max: 2000 }) text!: string;
  @MoneyField({ description: 'what is claimed' }) claimed!: MoneyBody;
}

class IncidentsOf {
  @TextField({ description: 'id of the order' }) order!: string;
}

/** A claim over the quality of an order, laid before both of its owners; customer and suppliers do not read it. */
@Controller('incidents')
export class ReportIncident {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({ kinds: ['trader', 'factory'], roles: ['owner', 'quality-manager', 'merchandiser'] })
  handle(@Body() { orderId, lotId, text, claimed }: ReportedIncident): Promise<Incident> {
    return this.transactions.run(async (tx) => {
      const order = await tx.one(Orders, orderId);
      if (lotId !== undefined) await assertOfOrder(tx, lotId, orderId);
      const report = { lotId: lotId ?? null, text, claimed };
      return tx.add(Incidents, reportIncident(newId(), order, report, tx.by, tx.today));
    });
  }

  @Get()
  @Allow({ kinds: ['trader', 'factory'] })
  async ofOrder(@Query() { order: orderId }: IncidentsOf): Promise<{ incidents: Incident[] }> {
    return { incidents: await this.transactions.run((tx) => tx.find(Incidents, { orderId }, { id: 'ASC' })) };
  }

  @Get(':id')
  @Allow({ kinds: ['trader', 'factory'] })
  one(@Param('id') id: string): Promise<Incident> {
    return this.transactions.run((tx) => tx.one(Incidents, id));
  }
}

const assertOfOrder = async (tx: Tx, lotId: string, orderId: string): Promise<void> => {
  const lot = await tx.one(Lots, lotId);
  if (lot.orderId !== orderId) throw notFound('lot', lotId);
};
