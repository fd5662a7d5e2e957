import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { decimal } from '@tradeloom/kernel';
import { type Because, becauseOf } from '../sampling/because.rules.ts';
import { type Inspection, modeOf } from './inspection.rules.ts';
import { Inspections } from './inspection.table.ts';

const readers = { kinds: ['trader', 'factory', 'supplier', 'inspection'] } as const;

export interface ShownInspection extends Inspection {
  readonly mode: string;
  readonly because: readonly Because[];
}

/** An inspection with the reasons of its plan. */
export const shown = (inspection: Inspection): ShownInspection => {
  const { classes, standard, quantity } = inspection;
  const because = standard
    ? classes.map((plan) => becauseOf(plan, decimal(quantity).toNumber(), standard.level, standard.edition))
    : [];
  return { ...inspection, mode: modeOf(inspection), because };
};

class InspectionsOf {
  @TextField({ description: 'id of the order' }) order!: string;
}

/** Inspections of an order, due ones too, for everybody who is party to them. */
@Controller('inspections')
export class SeeInspections {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow(readers)
  async ofOrder(@Query() { order: orderId }: InspectionsOf): Promise<{ inspections: ShownInspection[] }> {
    const inspections = await this.transactions.run((tx) => tx.find(Inspections, { orderId }, { id: 'ASC' }));
    return { inspections: inspections.map(shown) };
  }

  @Get(':id')
  @Allow(readers)
  async one(@Param('id') id: string): Promise<ShownInspection> {
    return shown(await this.transactions.run((tx) => tx.one(Inspections, id)));
  }
}
