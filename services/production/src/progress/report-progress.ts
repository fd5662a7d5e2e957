import { Body, Controller, Post } from '@nestjs/common';
import {
  type Actor,
  Allow,
  BoolField,
  Caller,
  DecimalField,
  InstantField,
  ListField,
  TextField,
  Transactions,
} from '@tradeloom/chassis';
import { keepReport } from './keep-report.ts';
import { milestones, percentOf } from './progress.rules.ts';

export class ReportedLineBody {
  @TextField({ description: 'number or id of the outsourcing order, or of the order for the factory’s own work' })
  orderNumber!: string;
  @TextField({ description: 'line of that order' }) line!: string;
  @TextField({ optional: true, description: 'schedule, where the line has several' }) schedule?: string;
  @TextField({ enum: milestones }) milestone!: string;
  @DecimalField({ description: 'cumulative' }) good!: string;
  @DecimalField({ description: 'cumulative' }) scrap!: string;
  @TextField({ max: 3 }) unit!: string;
  @InstantField() asOf!: string;
  @BoolField({ optional: true, description: 'a figure that falls, with its reason' }) correction?: boolean;
  @TextField({ optional: true }) reason?: string;
  @TextField({ optional: true }) remark?: string;
}

export class ProgressReportBody {
  @TextField({ optional: true }) reportNumber?: string;
  @ListField(() => ReportedLineBody, { minSize: 1 }) lines!: ReportedLineBody[];
}

interface KeptLine {
  readonly item: string;
  readonly milestone: string;
  readonly good: string;
  readonly percent: string;
}

/** The same report as an 870 or a CSV, by a person: all lines are taken, or none. */
@Controller('progress-reports')
export class ReportProgress {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({
    kinds: ['factory', 'supplier'],
    roles: ['owner', 'planner', 'production-manager', 'supplier-clerk', 'system'],
  })
  handle(@Body() { lines }: ProgressReportBody, @Caller() by: Actor): Promise<{ lines: KeptLine[] }> {
    return this.transactions.run(async (tx) => {
      const kept: KeptLine[] = [];
      for (const { correction = false, reason = '', ...line } of lines) {
        const work = await keepReport(tx, by.organisation, { ...line, correction, reason });
        const good = Object.entries(work.figures).find(([name]) => name === line.milestone)?.[1].good ?? '0';
        kept.push({ item: work.item, milestone: line.milestone, good, percent: percentOf(good, work.quantity) });
      }
      return { lines: kept };
    });
  }
}
