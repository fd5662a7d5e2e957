import { plain, same, there } from '../check.ts';
import { eventually } from '../eventually.ts';
import { finalInspection, sampling } from '../expected-later.ts';
import type { Chapter, Journey } from '../journey.ts';
import { refuses } from '../platform.ts';
import type { InspectionView, LotView, RegimeView } from '../views.ts';
import { type Delivery, firstKettles, report, toasterDupro, toasters } from './03-dupro.ts';
import { packingSteps } from './05-packing.ts';

type Strictness = 'normal' | 'tightened';

const regimeOf = async (journey: Journey, item: string): Promise<RegimeView | undefined> => {
  const { regimes } = await journey.platform
    .as('sun.yan')
    .get<{ regimes: readonly RegimeView[] }>(`inspection-regimes?item=${item}`);
  return regimes.find(({ maker }) => maker === 'hengda');
};

/** Five lots refused on tightened inspection end the inspections; the receiving side lets them begin again. */
const resumeWhatEarlierJourneysStopped = async (journey: Journey, item: string): Promise<void> => {
  const regime = await regimeOf(journey, item);
  for (const [defectClass, { mode }] of Object.entries(regime?.classes ?? {})) {
    if (mode !== 'discontinued') continue;
    const decision = { decision: 'resume', defectClass };
    await journey.platform.as('wang.lei').post(`inspection-regimes/${regime?.id}/decisions`, decision);
  }
};

/** The plan of each defect class, as the standard's tables have it for the strictness that now holds. */
const plansFor = (goods: keyof typeof sampling, regime: RegimeView | undefined): unknown[] =>
  (['critical', 'major', 'minor'] as const).map((defectClass) => {
    const mode: Strictness = regime?.classes[defectClass]?.mode === 'tightened' ? 'tightened' : 'normal';
    return [defectClass, ...sampling[goods][defectClass][mode], mode];
  });

const plansIn = ({ classes }: InspectionView): unknown[] =>
  classes.map(({ defectClass, letter, n, ac, re, mode }) => [defectClass, letter, n, ac, re, mode]);

const planFinal = (journey: Journey, delivery: Delivery, more: object = {}): Promise<InspectionView> => {
  const order = { kind: 'final', orderId: journey.known('order').id };
  return journey.platform.as('sun.yan').post('inspections', { ...order, ...delivery, ...more });
};

/** As soon as quality knows what was packed last. */
const planWhenPacked = (journey: Journey, delivery: Delivery, more: object): Promise<InspectionView> =>
  eventually('the final inspection may begin', () => planFinal(journey, delivery, more), [
    'quality.inspection.not-finished',
  ]);

const conclude = (journey: Journey, login: string, plan: InspectionView, found: object): Promise<InspectionView> =>
  journey.platform.as(login).post(`inspections/${plan.id}/results`, {
    inspected: Math.max(...plan.classes.map(({ n }) => n)),
    ...found,
  });

const lotOf = async (journey: Journey, caller: 'harbor-pine' | 'sun.yan', delivery: Delivery): Promise<LotView> => {
  const { platform } = journey;
  const reader = caller === 'harbor-pine' ? platform.asPartner(caller) : platform.as(caller);
  const { lots } = await reader.get<{ lots: readonly LotView[] }>(`lots?order=${journey.known('order').id}`);
  return there(
    'lot',
    lots.find(({ kind, scheduleId }) => kind === 'final' && scheduleId === delivery.scheduleId),
  );
};

const stuckLevers = {
  code: 'TS04-LEVER',
  defectClass: 'major',
  pieces: finalInspection.toastersFound.major,
  text: { en: 'Lever does not lock, spring seat out of place', zh: '推杆不锁止，弹簧座错位' },
};

/** Two lots are judged: one accepted, one reworked and presented again. Only what is accepted may be loaded. */
export const finalInspectionChapter: Chapter = {
  title: { en: 'Final inspection', zh: '终检' },
  steps: [
    toasterDupro,
    {
      name: {
        en: 'Everything is made; with 78 % of the toasters packed their final inspection may not begin',
        zh: '全部完工；多士炉包装仅 78%，不得开始终检',
      },
      async run(journey) {
        await journey.reach(finalInspection.finishedDay);
        const { lot: kettles } = sampling.kettles;
        const { lot } = sampling.toasters;
        await report(journey, firstKettles(journey), { milestone: 'finished', good: kettles });
        await report(journey, firstKettles(journey), { milestone: 'packed', good: finalInspection.kettlesPacked });
        await report(journey, toasters(journey), { milestone: 'finished', good: lot });
        await report(journey, toasters(journey), { milestone: 'packed', good: finalInspection.toastersTooFewPacked });
        await eventually('quality knows what is packed', async () => {
          const { facts = {} } = await refuses(422, 'quality.inspection.not-finished', () =>
            planFinal(journey, toasters(journey)),
          );
          same(
            'finished and packed',
            [plain(String(facts['finished'])), plain(String(facts['packed']))],
            [lot, finalInspection.toastersTooFewPacked],
          );
        });
      },
    },
    {
      name: {
        en: 'The inspection house draws 80 of 1200 kettles, Ac 5 and 7, and accepts the lot',
        zh: '第三方从 1200 只水壶中抽 80 只，Ac 5 / 7，判定接收',
      },
      async run(journey) {
        const before = await regimeOf(journey, 'KT-18');
        const plan = await planWhenPacked(journey, firstKettles(journey), {
          inspectionHouse: 'verity',
          cartons: '1-100',
        });
        same('plans', plansIn(plan), plansFor('kettles', before));
        await refuses(422, 'quality.inspection.other-house', () => conclude(journey, 'ma.chao', plan, { defects: {} }));
        const concluded = await conclude(journey, 'ivy.tang', plan, { defects: finalInspection.kettlesFound });
        same('verdict', [concluded.verdict, concluded.attempt], ['accepted', 1]);
        same(
          'lot as the customer reads it',
          (await lotOf(journey, 'harbor-pine', firstKettles(journey))).verdict,
          'accepted',
        );
      },
    },
    {
      name: {
        en: 'Five major defects in 50 toasters, above Ac: the lot is not accepted and is to be reworked',
        zh: '多士炉抽 50 只发现 5 个主要缺陷，超过 Ac：不接收，返工',
      },
      async run(journey) {
        await journey.reach(finalInspection.toastersDay);
        const { platform } = journey;
        const delivery = toasters(journey);
        await report(journey, delivery, { milestone: 'packed', good: finalInspection.toastersPacked });
        await resumeWhatEarlierJourneysStopped(journey, 'TS-04');
        const before = await regimeOf(journey, 'TS-04');
        const plan = await planWhenPacked(journey, delivery, { cartons: '101-184' });
        same('plans', plansIn(plan), plansFor('toasters', before));
        const found = { defects: finalInspection.toastersFound, findings: [stuckLevers] };
        same('verdict', (await conclude(journey, 'ma.chao', plan, found)).verdict, 'not-accepted');
        await refuses(422, 'quality.lot.not-reworked', () => planFinal(journey, delivery));
        const { id } = await lotOf(journey, 'sun.yan', delivery);
        const decided = await platform.as('sun.yan').post<LotView>(`lots/${id}/disposition`, {
          disposition: 'rework',
          reason: 'Refit the spring seats of all 500 and test each lever; 8D report within a week',
        });
        same('lot', [decided.verdict, decided.disposition], ['not-accepted', 'rework']);
        journey.note('toasterLot', id);
      },
    },
    ...packingSteps,
    {
      name: {
        en: 'Reworked and presented again, the toasters are accepted; the switching memory does not count it',
        zh: '返工后再次提交，多士炉判定接收；不计入转移规则',
      },
      async run(journey) {
        await journey.reach(finalInspection.presentedAgainDay);
        const delivery = toasters(journey);
        const before = await regimeOf(journey, 'TS-04');
        const [first, ...others] = await finalsOf(journey, delivery);
        same('inspections so far', [first?.attempt, others.length], [1, 0]);
        const plan = await planFinal(journey, delivery, { cartons: '101-184' });
        same('attempt', plan.attempt, 2);
        same('plans are those of the first presentation', plansIn(plan), plansIn(there('first inspection', first)));
        const found = { defects: finalInspection.toastersFoundAgain };
        same('verdict', (await conclude(journey, 'ma.chao', plan, found)).verdict, 'accepted');
        same('switching memory', (await regimeOf(journey, 'TS-04'))?.classes, before?.classes);
        const lot = await lotOf(journey, 'harbor-pine', delivery);
        same(
          'lot as the customer reads it',
          [lot.id, lot.verdict, lot.attempt],
          [journey.known('toasterLot'), 'accepted', 2],
        );
        await report(journey, firstKettles(journey), { milestone: 'packed', good: sampling.kettles.lot });
        await report(journey, delivery, { milestone: 'packed', good: sampling.toasters.lot });
      },
    },
  ],
};

const finalsOf = async (journey: Journey, { scheduleId }: Delivery): Promise<readonly InspectionView[]> => {
  const { inspections } = await journey.platform
    .as('sun.yan')
    .get<{ inspections: readonly InspectionView[] }>(`inspections?order=${journey.known('order').id}`);
  return inspections.filter((i) => i.kind === 'final' && i.scheduleId === scheduleId);
};
