import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, DecimalField, IntField, ListField, ObjectField, TextField, Transactions } from '@tradeloom/chassis';
import { judged } from '../lots/lot.rules.ts';
import { Lots } from '../lots/lot.table.ts';
import { type DefectClass, defectClasses } from '../sampling/sampling.rules.ts';
import { regimeId, rememberLot } from '../switching/regime.rules.ts';
import { Regimes } from '../switching/regime.table.ts';
import { concludeInspection } from './conclusion.rules.ts';
import { Inspections } from './inspection.table.ts';
import { type ShownInspection, shown } from './see-inspections.ts';

export class DefectCounts {
  @IntField({ optional: true }) critical?: number;
  @IntField({ optional: true }) major?: number;
  @IntField({ optional: true }) minor?: number;
}

export class TextBody {
  @TextField({ max: 500 }) en!: string;
  @TextField({ max: 500 }) zh!: string;
}

export class FindingBody {
  @TextField({ max: 60 }) code!: string;
  @TextField({ enum: defectClasses }) defectClass!: DefectClass;
  @IntField() pieces!: number;
  @ObjectField(() => TextBody) text!: TextBody;
}

export class InspectionResults {
  @IntField({ description: 'pieces looked at' }) inspected!: number;
  @ObjectField(() => DefectCounts) defects!: DefectCounts;
  @ListField(() => FindingBody, { optional: true }) findings?: FindingBody[];
  @DecimalField({ optional: true, description: 'pieces set aside from an accepted lot' }) rejected?: string;
}

/** The inspector's results lead to the verdict; lot and switching memory follow in the same transaction. */
@Controller('inspections/:id/results')
export class ConcludeInspection {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(200)
  @Allow({ kinds: ['trader', 'factory', 'inspection'], roles: ['inspector', 'quality-manager', 'merchandiser'] })
  handle(@Param('id') id: string, @Body() body: InspectionResults): Promise<ShownInspection> {
    const { inspected, defects, findings = [], rejected: setAside = '0' } = body;
    return this.transactions.run(async (tx) => {
      const results = { inspected, defects: { ...defects }, findings, setAside };
      const inspection = await tx.change(Inspections, id, concludeInspection(results, tx.by, tx.today));
      if (inspection.lotId !== null) {
        await tx.change(Lots, inspection.lotId, judged(inspection));
        await tx.change(Regimes, regimeId(inspection), rememberLot(inspection));
      }
      return shown(inspection);
    });
  }
}
