import { monthOf } from '../calendar.ts';
import { plain, same, sameNumber, there } from '../check.ts';
import { jinfengReceipt, jingsuReceipt, outsourcing } from '../expected.ts';
import { scores } from '../expected-later.ts';
import type { Chapter, Journey } from '../journey.ts';
import { refuses } from '../platform.ts';
import type { RectificationView, ScorecardView } from '../views.ts';

type Supplier = 'jingsu' | 'jinfeng';
type Criterion = keyof typeof scores.weights;

/** Deliveries are scored in the month they were due in. */
const periodOf = (journey: Journey): string => monthOf(journey.day(outsourcing.dueDay));

/** What happened in the month that is scored; an order or a receipt on the other side of its border is not in it. */
const criteriaOf = (journey: Journey, supplier: Supplier): readonly Criterion[] => {
  const received = supplier === 'jingsu' ? jingsuReceipt.day : jinfengReceipt.day;
  const days = { delivery: outsourcing.dueDay, quality: received, response: outsourcing.placedDay };
  const criteria: readonly Criterion[] = ['delivery', 'quality', 'response'];
  return criteria.filter((criterion) => monthOf(journey.day(days[criterion])) === periodOf(journey));
};

const scoreOf = (journey: Journey, supplier: Supplier): number => {
  const known = criteriaOf(journey, supplier);
  const weight = known.reduce((sum, criterion) => sum + scores.weights[criterion], 0);
  return known.reduce((sum, criterion) => sum + scores.weights[criterion] * scores[supplier][criterion], 0) / weight;
};

const bandOf = (score: number): string =>
  there(
    'band',
    scores.bands.find(([from]) => score >= from),
  )[1];

const cardsOf = async (journey: Journey, login: string, supplier: Supplier): Promise<readonly ScorecardView[]> => {
  const { scorecards } = await journey.platform
    .as(login)
    .get<{ scorecards: readonly ScorecardView[] }>(`suppliers/${supplier}/scorecards?period=${periodOf(journey)}`);
  return scorecards;
};

/** The month's card, the same for the factory, its trading company and the supplier himself. */
const cardOf = async (journey: Journey, supplier: Supplier, clerk: string): Promise<ScorecardView> => {
  const own = await cardsOf(journey, clerk, supplier);
  for (const login of ['tan.hui', 'sun.yan'])
    same(`card as ${login} reads it`, await cardsOf(journey, login, supplier), own);
  return there(`card of ${supplier}`, own[0]);
};

const checkCard = (journey: Journey, supplier: Supplier, card: ScorecardView): void => {
  const score = scoreOf(journey, supplier);
  sameNumber(`score of ${supplier}`, card.score, score.toFixed(2));
  same('band', card.band, bandOf(score));
  same(
    'sub-scores',
    card.subScores.map(({ criterion, score: each }) => [criterion, each && plain(each)]),
    (['delivery', 'quality', 'response'] as const).map((criterion) => [
      criterion,
      criteriaOf(journey, supplier).includes(criterion) ? String(scores[supplier][criterion]) : null,
    ]),
  );
};

const rectificationOf = async (journey: Journey, login: string): Promise<RectificationView> => {
  const { rectifications } = await journey.platform
    .as(login)
    .get<{ rectifications: readonly RectificationView[] }>('rectifications?supplier=jinfeng');
  return there(
    'rectification',
    rectifications.find(({ period }) => period === periodOf(journey)),
  );
};

/** Receipts and lots make the scores; the lower one asks its supplier to improve. */
export const scoresChapter: Chapter = {
  title: { en: 'Scores', zh: '供应商绩效' },
  steps: [
    {
      name: { en: 'The EDI supplier was on time and in order', zh: 'EDI 供应商：准时、合格' },
      async run(journey) {
        checkCard(journey, 'jingsu', await cardOf(journey, 'jingsu', 'wu.bin'));
      },
    },
    {
      name: {
        en: 'The CSV supplier’s cleared warning does not count, his late receipt does',
        zh: 'CSV 供应商：已解除的预警不扣分，迟到货扣分',
      },
      async run(journey) {
        const card = await cardOf(journey, 'jinfeng', 'yu.hong');
        checkCard(journey, 'jinfeng', card);
        same('open warnings', card.warnings.raised - card.warnings.cleared, 0);
        const late = there(
          'delivery',
          card.subScores.find(({ criterion }) => criterion === 'delivery'),
        );
        same('lines that count', late.events.length, 2);
      },
    },
    {
      name: {
        en: 'A supplier sees neither the other’s card nor his rectification',
        zh: '供应商看不到他方的评分与整改',
      },
      async run(journey) {
        same('cards of another supplier', await cardsOf(journey, 'wu.bin', 'jinfeng'), []);
        const { id } = await rectificationOf(journey, 'tan.hui');
        await refuses(404, 'rectification.not-found', () =>
          journey.platform.as('wu.bin').post(`rectifications/${id}/answer`, improvement),
        );
      },
    },
    {
      name: {
        en: 'The lower score opened a rectification; the supplier answers, the factory verifies',
        zh: '低分触发整改；供应商答复，工厂验证关闭',
      },
      async run(journey) {
        const { platform } = journey;
        const opened = await rectificationOf(journey, 'yu.hong');
        same('rectification', opened.status, 'open');
        const verification = `rectifications/${opened.id}/verification`;
        const verdict = { verdict: 'effective', remark: 'New clutch and the spare seen on site, checked weekly since' };
        await refuses(422, 'performance.rectification.not-answered', () =>
          platform.as('tan.hui').post(verification, verdict),
        );
        await platform.as('yu.hong').post(`rectifications/${opened.id}/answer`, improvement);
        same('as the factory reads it', (await rectificationOf(journey, 'tan.hui')).status, 'answered');
        await platform.as('tan.hui').post(verification, verdict);
        same('as the supplier reads it', (await rectificationOf(journey, 'yu.hong')).status, 'closed');
      },
    },
  ],
};

const improvement = {
  cause: '冲床离合器故障停机两天，未及时通知',
  containment: '加开夜班补产，分两车送货',
  correction: '更换离合器，恢复每日产能',
  prevention: '离合器列入月度点检，备件一套；延误当日书面通知',
};
