import { same, there } from '../check.ts';
import { eventually } from '../eventually.ts';
import type { Journey, Step } from '../journey.ts';
import { refuses } from '../platform.ts';
import type { InspectionView, LotView, ProgressView } from '../views.ts';

export interface Delivery {
  readonly lineId: string;
  readonly scheduleId: string;
}

export const firstKettles = (journey: Journey): Delivery => {
  const { lineId, schedules } = journey.known('kettles');
  return { lineId, scheduleId: there('first delivery of line 1', schedules[0]) };
};

export const toasters = (journey: Journey): Delivery => {
  const { lineId, schedules } = journey.known('toasters');
  return { lineId, scheduleId: there('delivery of line 2', schedules[0]) };
};

interface Figures {
  readonly milestone: 'finished' | 'packed';
  readonly good: string;
  readonly remark?: string;
}

/** The planner tells how far the factory's own work is, at the end of the day. */
export const report = (journey: Journey, { lineId, scheduleId }: Delivery, figures: Figures): Promise<unknown> =>
  journey.platform.as('liu.fang').post('progress-reports', {
    lines: [
      {
        orderNumber: journey.known('order').number,
        line: lineId,
        schedule: scheduleId,
        scrap: '0',
        unit: 'PCE',
        asOf: `${journey.today}T17:45:00+08:00`,
        ...figures,
      },
    ],
  });

const duproOf = async (journey: Journey, { scheduleId }: Delivery): Promise<readonly InspectionView[]> => {
  const { inspections } = await journey.platform
    .as('sun.yan')
    .get<{ inspections: readonly InspectionView[] }>(`inspections?order=${journey.known('order').id}`);
  return inspections.filter((i) => i.kind === 'dupro' && i.scheduleId === scheduleId);
};

const untilDuproIsDue = (journey: Journey, delivery: Delivery): Promise<void> =>
  eventually('DUPRO is due', async () => {
    same(
      'DUPRO',
      (await duproOf(journey, delivery)).map(({ status }) => status),
      ['due'],
    );
  });

const planDupro = (journey: Journey, delivery: Delivery): Promise<InspectionView> =>
  journey.platform.as('sun.yan').post('inspections', {
    kind: 'dupro',
    orderId: journey.known('order').id,
    ...delivery,
    inspectionHouse: 'verity',
  });

const untilPackingIs = (journey: Journey, { scheduleId }: Delivery, expected: 'held' | 'free'): Promise<void> =>
  eventually(`packing is ${expected}`, async () => {
    const works = await journey.platform
      .as('zhao.qiang')
      .get<readonly ProgressView[]>(`progress-reports?order=${journey.known('order').id}`);
    same('packing', works.find((w) => w.scheduleId === scheduleId)?.packingHeld ? 'held' : 'free', expected);
  });

const sampleOf = (plan: InspectionView): number => Math.max(...plan.classes.map(({ n }) => n));

const cleanResult = (journey: Journey, plan: InspectionView): Promise<InspectionView> =>
  journey.platform.as('ivy.tang').post(`inspections/${plan.id}/results`, { inspected: sampleOf(plan), defects: {} });

const scratches = {
  code: 'KT18-FINISH',
  defectClass: 'minor',
  pieces: 5,
  text: { en: 'Scratches beside the handle, fixture worn', zh: '手柄旁划痕，工装磨损' },
};

/** The inspection during production: at half of the work and before packing. */
export const duproSteps: readonly Step[] = [
  {
    name: {
      en: 'Half of the first kettles are made: DUPRO falls due by itself, before packing',
      zh: '首批水壶完成一半：中期检验自动到期，且在包装之前',
    },
    async run(journey) {
      await journey.reach(26);
      await report(journey, firstKettles(journey), {
        milestone: 'finished',
        good: '600',
        remark: '含来料晚到一天后的加班',
      });
      await untilDuproIsDue(journey, firstKettles(journey));
    },
  },
  {
    name: {
      en: 'The inspection house finds scratches: packing is held, no lot is judged',
      zh: '第三方发现划痕：暂停包装，不作批判定',
    },
    async run(journey) {
      await journey.reach(28);
      const delivery = firstKettles(journey);
      const plan = await planDupro(journey, delivery);
      await refuses(422, 'quality.inspection.other-house', () =>
        journey.platform
          .as('ma.chao')
          .post(`inspections/${plan.id}/results`, { inspected: sampleOf(plan), defects: {} }),
      );
      const concluded = await journey.platform.as('ivy.tang').post<InspectionView>(`inspections/${plan.id}/results`, {
        inspected: sampleOf(plan),
        defects: { minor: scratches.pieces },
        findings: [scratches],
      });
      same('verdict of DUPRO', [concluded.verdict, concluded.lotId], ['findings', null]);
      const { lots } = await journey.platform
        .as('sun.yan')
        .get<{ lots: readonly LotView[] }>(`lots?order=${journey.known('order').id}`);
      same(
        'finished lots',
        lots.filter(({ kind }) => kind === 'final'),
        [],
      );
      await untilPackingIs(journey, delivery, 'held');
      await refuses(422, 'production.packing.held', () =>
        report(journey, delivery, { milestone: 'packed', good: '240' }),
      );
    },
  },
  {
    name: { en: 'A second, clean DUPRO lifts the hold', zh: '复检无问题，恢复包装' },
    async run(journey) {
      await journey.reach(30);
      const delivery = firstKettles(journey);
      const plan = await planDupro(journey, delivery);
      const concluded = await cleanResult(journey, plan);
      same('verdict of the second DUPRO', [concluded.verdict, concluded.attempt], ['no-findings', 2]);
      await untilPackingIs(journey, delivery, 'free');
      await report(journey, delivery, { milestone: 'packed', good: '240' });
    },
  },
];

/** The toasters get theirs too, without findings. */
export const toasterDupro: Step = {
  name: { en: 'Half of the toasters are made, their DUPRO finds nothing', zh: '多士炉完成一半，中期检验无问题' },
  async run(journey) {
    await journey.reach(33);
    await report(journey, toasters(journey), { milestone: 'finished', good: '260', remark: '加开夜班' });
    await untilDuproIsDue(journey, toasters(journey));
    await journey.reach(35);
    const concluded = await cleanResult(journey, await planDupro(journey, toasters(journey)));
    same('verdict of DUPRO', concluded.verdict, 'no-findings');
  },
};
