import { same, there } from '../check.ts';
import { eventually } from '../eventually.ts';
import { sampling } from '../expected.ts';
import type { Chapter, Journey } from '../journey.ts';
import { refuses } from '../platform.ts';
import type { InspectionView, LotView } from '../views.ts';
import { type Delivery, firstKettles, report, toasterDupro, toasters } from './03-dupro.ts';
import { openShipment } from './06-shipping.ts';

const requestFinal = (journey: Journey, delivery: Delivery, cartons?: string): Promise<InspectionView> =>
  journey.platform.as('sun.yan').post('inspections', {
    kind: 'final',
    orderId: journey.known('order').id,
    ...delivery,
    inspectionHouse: 'verity',
    ...(cartons && { cartons }),
  });

/** Events of the last report may still be on their way to quality. */
const planFinal = (journey: Journey, delivery: Delivery, cartons: string): Promise<InspectionView> =>
  eventually('quality knows that everything is made', () => requestFinal(journey, delivery, cartons), [
    'quality.inspection.not-finished',
    'quality.inspection.more-than-finished',
  ]);

type Table = (typeof sampling)['kettles' | 'toasters'];

const checkPlan = (plan: InspectionView, table: Table): void => {
  for (const defectClass of ['major', 'minor'] as const) {
    const { letter, n, ac, re, mode } = there(defectClass, plan.classes.find((c) => c.defectClass === defectClass));
    const numbers = mode === 'tightened' ? table.tightened[defectClass] : table.normal[defectClass];
    same(`${defectClass} plan (${mode})`, [letter, n, ac, re], [table.letter, table.n, ...numbers]);
  }
  const critical = there('critical', plan.classes.find((c) => c.defectClass === 'critical'));
  same('critical plan', [critical.ac, critical.re], [0, 1]);
};

const conclude = (journey: Journey, plan: InspectionView, defects: { major: number; minor: number }): Promise<InspectionView> =>
  journey.platform.as('ivy.tang').post(`inspections/${plan.id}/results`, {
    inspected: Math.max(...plan.classes.map(({ n }) => n)),
    defects,
  });

const lotOf = (journey: Journey, login: string, id: string): Promise<LotView> => journey.platform.as(login).get(`lots/${id}`);

/** Everything made and four fifths packed: the lots are judged, and only an accepted one may be loaded. */
export const finalInspectionChapter: Chapter = {
  title: { en: 'Final inspection', zh: '终检' },
  steps: [
    {
      name: {
        en: 'Before 100 % are made and 80 % packed there is no final inspection',
        zh: '未完成 100 % 且包装 80 % 之前不得终检',
      },
      async run(journey) {
        const delivery = firstKettles(journey);
        await report(journey, delivery, { milestone: 'finished', good: '1200' });
        await refuses(422, 'quality.inspection.not-finished', () => requestFinal(journey, delivery));
      },
    },
    toasterDupro,
    {
      name: { en: 'The kettles: letter J, 80 pieces; the lot is accepted', zh: '水壶：字码 J，抽 80 件；该批接收' },
      async run(journey) {
        const delivery = firstKettles(journey);
        await report(journey, delivery, { milestone: 'packed', good: '1020' });
        const plan = await planFinal(journey, delivery, '1-100');
        checkPlan(plan, sampling.kettles);
        const concluded = await conclude(journey, plan, { major: 2, minor: 4 });
        same('verdict', [concluded.verdict, concluded.attempt], ['accepted', 1]);
        same('lot as the customer reads it', (await customersLot(journey, plan)).verdict, 'accepted');
      },
    },
    {
      name: { en: 'The toasters: letter H, 50 pieces; 6 major defects: the lot is not accepted', zh: '多士炉：字码 H，抽 50 件；6 件严重缺陷，该批不接收' },
      async run(journey) {
        await journey.reach(43);
        const delivery = toasters(journey);
        await report(journey, delivery, { milestone: 'finished', good: '500', remark: '加开夜班' });
        await report(journey, delivery, { milestone: 'packed', good: '450' });
        const plan = await planFinal(journey, delivery, '101-184');
        checkPlan(plan, sampling.toasters);
        const concluded = await conclude(journey, plan, { major: 6, minor: 2 });
        same('verdict', [concluded.verdict, concluded.attempt], ['not-accepted', 1]);
        journey.note('toasterLot', there('lot', plan.lotId));
      },
    },
    {
      name: {
        en: 'Shipment opened, packed and booked; loading is refused while a lot is not released',
        zh: '装运建立、装箱、订舱；有批次未放行时拒绝装柜',
      },
      run: openShipment,
    },
    {
      name: {
        en: 'Presented again without rework it is refused; the factory cannot concede its own goods; it is reworked',
        zh: '未返工不得再次提交；工厂不得自行让步接收；决定返工',
      },
      async run(journey) {
        const lot = journey.known('toasterLot');
        await refuses(422, 'quality.lot.not-reworked', () => requestFinal(journey, toasters(journey)));
        const disposition = (kind: string) => ({ disposition: kind, reason: 'Lever sticks on 6 of 50: spring seat out of tolerance' });
        await refuses(422, 'quality.lot.own-goods', () =>
          journey.platform.as('tan.hui').post(`lots/${lot}/disposition`, disposition('concession')),
        );
        await journey.platform.as('tan.hui').post(`lots/${lot}/disposition`, disposition('rework'));
        same('disposition', (await lotOf(journey, 'sun.yan', lot)).disposition, 'rework');
      },
    },
    {
      name: {
        en: 'Reworked and presented again it is accepted; the resubmission does not count in switching',
        zh: '返工后再次提交，判定接收；再提交不计入转移规则',
      },
      async run(journey) {
        const before = await switchingOf(journey);
        await journey.reach(45);
        const plan = await planFinal(journey, toasters(journey), '101-184');
        same('attempt', plan.attempt, 2);
        checkPlan(plan, sampling.toasters);
        const concluded = await conclude(journey, plan, { major: 1, minor: 1 });
        same('verdict', concluded.verdict, 'accepted');
        same('lot as the customer reads it', (await customersLot(journey, plan)).verdict, 'accepted');
        same('switching memory', await switchingOf(journey), before);
      },
    },
  ],
};

const customersLot = async (journey: Journey, plan: InspectionView): Promise<LotView> =>
  journey.platform.asPartner('harbor-pine').get(`lots/${there('lot', plan.lotId)}`);

/** What the switching rules remember of the factory's toasters. */
const switchingOf = async (journey: Journey): Promise<object> => {
  const { regimes } = await journey.platform.as('tan.hui').get<{ regimes: readonly { item: string; classes: object }[] }>('inspection-regimes?item=TS-04');
  return there('regime of TS-04', regimes.find(({ item }) => item === 'TS-04')).classes;
};
