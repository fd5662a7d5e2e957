import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { must, notFound } from '@tradeloom/kernel';
import { DeliveryRecords } from '../deliveries/delivery-record.table.ts';
import { policyOf } from '../deliveries/record-delivery.ts';
import { drawScorecard } from './draw-scorecards.ts';
import { rollingScore } from './score.rules.ts';
import type { Scorecard } from './scorecard.rules.ts';
import { Scorecards } from './scorecard.table.ts';

interface SeenScorecard extends Scorecard {
  /** Over the last twelve months, the newest weighing most. */
  readonly rolling: string | null;
}

export class PeriodBody {
  @TextField({ max: 7, description: 'month, 2026-12' }) period!: string;
}

const assertPeriod = (period: string): void =>
  must(
    /^\d{4}-(0[1-9]|1[0-2])$/.test(period),
    'performance.scorecard.period',
    {
      en: 'A period is a month, 2026-12',
      zh: '期间格式为 2026-12',
    },
    { period },
  );

/** A supplier's scorecards: each sub-score with its formula, its measures and the events it was counted from. */
@Controller('suppliers/:supplier/scorecards')
export class SeeScorecards {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['supplier', 'factory', 'trader'] })
  see(@Param('supplier') supplier: string, @Query('period') period?: string): Promise<{ scorecards: SeenScorecard[] }> {
    return this.transactions.run(async (tx) => {
      const all = await tx.find(Scorecards, { supplier }, { period: 'DESC' });
      const rolling = (card: Scorecard) =>
        rollingScore(
          all.filter(({ factory }) => factory === card.factory),
          card.period,
        );
      const asked = all.filter((card) => period === undefined || card.period === period);
      return { scorecards: asked.map((card) => ({ ...card, rolling: rolling(card) })) };
    });
  }

  /** Draws the month anew as of today: what fell due without any event counts too. */
  @Post()
  @HttpCode(200)
  @Allow({ kinds: ['factory'], roles: ['owner', 'quality-manager', 'planner'] })
  redraw(@Param('supplier') supplier: string, @Body() { period }: PeriodBody): Promise<Scorecard> {
    assertPeriod(period);
    return this.transactions.run(async (tx) => {
      const factory = tx.by.organisation;
      const [record] = await tx.find(DeliveryRecords, { supplier, factory });
      if (record === undefined) throw notFound('supplier', supplier);
      const card = await drawScorecard(tx, record, await policyOf(tx, factory), period, '');
      must(
        card !== undefined,
        'performance.scorecard.no-data',
        { en: 'The period has no data', zh: '该期间无数据' },
        { period },
      );
      return card;
    });
  }
}
