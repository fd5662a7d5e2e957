import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import type { Certificate } from '../certificates/certificate.rules.ts';
import { withCertificates } from '../certificates/certificates-of.ts';
import { type Because, becauseOf } from '../sampling/because.rules.ts';
import { type Inspection, lotSizeOf, modeOf } from './inspection.rules.ts';
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
    ? classes.map((plan) => becauseOf(plan, lotSizeOf(quantity), standard.level, standard.edition))
    : [];
  return { ...inspection, mode: modeOf(inspection), because };
};

class InspectionsOf {
  @TextField({ description: 'id of the order' }) order!: string;
}

interface CertifiedInspection extends ShownInspection {
  readonly certificates: readonly Certificate[];
}

/** Inspections of an order, due ones too, with what was measured on the lot, for everybody who is party to them. */
@Controller('inspections')
export class SeeInspections {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow(readers)
  ofOrder(@Query() { order: orderId }: InspectionsOf): Promise<{ inspections: CertifiedInspection[] }> {
    return this.transactions.run(async (tx) => {
      const inspections = (await tx.find(Inspections, { orderId }, { id: 'ASC' })).map(shown);
      return { inspections: await withCertificates(tx, inspections) };
    });
  }

  @Get(':id')
  @Allow(readers)
  one(@Param('id') id: string): Promise<CertifiedInspection> {
    return this.transactions.run(async (tx) => {
      const inspection = shown(await tx.one(Inspections, id));
      const [certified] = await withCertificates(tx, [inspection]);
      return certified ?? { ...inspection, certificates: [] };
    });
  }
}
