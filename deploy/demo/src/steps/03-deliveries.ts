import { acknowledge, checkAccepted } from '../acknowledgements.ts';
import { plain, same, there } from '../check.ts';
import { eventually } from '../eventually.ts';
import { balances, jinfengReceipt, jingsuReceipt } from '../expected.ts';
import type { Journey, Step } from '../journey.ts';
import { refuses } from '../platform.ts';
import type { BalanceView, GoodsReceiptView, InspectionView } from '../views.ts';

interface CountedLot {
  readonly line: string;
  readonly lot: string;
  readonly quantity: string;
  /** Pieces set aside at the incoming inspection. */
  readonly setAside?: string;
}

const lotsOf = (journey: Journey, prefix: string): [string, string, string] => [
  `${prefix}${journey.serial}A`,
  `${prefix}${journey.serial}B`,
  `${prefix}${journey.serial}C`,
];

const receive = async (
  journey: Journey,
  supplier: string,
  despatchNumber: string,
  lots: readonly CountedLot[],
): Promise<GoodsReceiptView> => {
  const { platform, today } = journey;
  const lines = lots.map(({ line, lot, quantity }) => ({ line, lot, quantity }));
  return eventually(`delivery ${despatchNumber} is announced`, () =>
    platform
      .as('ma.chao')
      .post<GoodsReceiptView>('goods-receipts', { supplier, despatchNumber, receivedOn: today, lines }),
  );
};

/** The factory's inspector looks at every lot of the receipt, by the plan that quality draws. */
const inspect = async (journey: Journey, receiptId: string, lots: readonly CountedLot[]): Promise<void> => {
  const inspector = journey.platform.as('ma.chao');
  for (const { line, lot, setAside } of lots) {
    const planned = await eventually(`lot ${lot} waits for inspection`, () =>
      inspector.post<InspectionView>('inspections', { kind: 'incoming', receiptId, line, lot }),
    );
    const result = await inspector.post<InspectionView>(`inspections/${planned.id}/results`, {
      inspected: Math.max(...planned.classes.map(({ n }) => n)),
      defects: setAside ? { minor: 1 } : {},
      ...(setAside && { rejected: setAside }),
    });
    same(`verdict on ${lot}`, result.verdict, 'accepted');
  }
};

const balanceOf = async (journey: Journey, order: string): Promise<readonly Record<string, string>[]> => {
  const [factorys, suppliers] = await Promise.all(
    ['liu.fang', order === journey.known('jingsuOrder').id ? 'wu.bin' : 'yu.hong'].map((login) =>
      journey.platform.as(login).get<BalanceView>(`outsourcing-orders/${order}/material-balance`),
    ),
  );
  same('balance of both sides', factorys?.balances, suppliers?.balances);
  return there('balance', factorys).balances.map(({ issued, consumed, scrap, returned, atSupplier }) => ({
    issued: plain(issued),
    consumed: plain(consumed),
    scrap: plain(scrap),
    returned: plain(returned),
    atSupplier: plain(atSupplier),
  }));
};

/** Delivery notes, receipts and incoming inspections of both suppliers, with the material that they used. */
export const deliverySteps: readonly Step[] = [
  {
    name: {
      en: 'The EDI supplier announces his delivery (856); it is counted and inspected, 5 pieces set aside',
      zh: 'EDI 供应商发货通知（856）；收货清点、来料检验，剔除 5 件',
    },
    async run(journey) {
      const [lotA, lotB, lotC] = lotsOf(journey, 'JB');
      const despatch = { outsourcing: journey.known('jingsuOrder').number, lotA, lotB, lotC };
      const note = await journey.send('jingsu', 'despatch-856.edi', despatch);
      await checkAccepted(journey, 'jingsu', note);
      await journey.reach(jingsuReceipt.day);
      const lots: readonly CountedLot[] = [
        { line: '1', lot: lotA, quantity: jingsuReceipt.lots[0] },
        { line: '1', lot: lotB, quantity: jingsuReceipt.lots[1], setAside: jingsuReceipt.rejectedBodies },
        { line: '2', lot: lotC, quantity: jingsuReceipt.lots[2] },
      ];
      const receipt = await receive(journey, 'jingsu', `JSDN${journey.serial}`, lots);
      await inspect(journey, receipt.id, lots);
    },
  },
  {
    name: {
      en: 'The 861 tells him what was received, accepted and rejected',
      zh: '861 告知供应商实收、合格与不合格数量',
    },
    async run(journey) {
      const file = await journey.fetchX12('jingsu', '861', { order: journey.known('order').id });
      // RCD02 received, RCD06 good, RCD09 rejected
      same(
        'received, accepted, rejected',
        file.x12.all('RCD').map((rcd) => [rcd[2], rcd[6], rcd[9]].map((quantity) => plain(quantity ?? ''))),
        [
          ['1200', '1200', '0'],
          ['800', '795', jingsuReceipt.rejectedBodies],
          ['500', '500', '0'],
        ],
      );
      await acknowledge(journey, 'jingsu', file);
    },
  },
  {
    name: {
      en: 'Both sides see the same material balance: issued = consumed + scrap + returned + at supplier',
      zh: '双方看到同一份物料平衡：发料 = 耗用 + 报废 + 退料 + 供方结存',
    },
    async run(journey) {
      await eventually('the balance of the granule', async () => {
        same('balance', await balanceOf(journey, journey.known('jingsuOrder').id), [{ ...balances.granule }]);
      });
      await refuses(404, 'outsourcing-order.not-found', () =>
        journey.platform.as('yu.hong').get(`outsourcing-orders/${journey.known('jingsuOrder').id}/material-balance`),
      );
    },
  },
  {
    name: {
      en: 'The CSV supplier’s delivery note comes and his goods arrive a day late; they are inspected, the balance is per lot',
      zh: 'CSV 供应商送货单；晚一天到货；检验入库，按批号结平物料',
    },
    async run(journey) {
      await journey.reach(jinfengReceipt.day - 1);
      const [lotA, lotB] = lotsOf(journey, 'JF');
      const note = await journey.send('jinfeng', 'delivery-note.csv', {
        outsourcing: journey.known('jinfengOrder').number,
        lotA,
        lotB,
      });
      same('delivery note', note.fate.status, 'processed');
      await journey.reach(jinfengReceipt.day);
      const lots: readonly CountedLot[] = [
        { line: '1', lot: lotA, quantity: '2000' },
        { line: '2', lot: lotB, quantity: '500' },
      ];
      const receipt = await receive(journey, 'jinfeng', `JFSH${journey.serial}`, lots);
      await inspect(journey, receipt.id, lots);
      await eventually('the balance of the strip', async () => {
        same('balance', await balanceOf(journey, journey.known('jinfengOrder').id), [
          { ...balances.stripFirst },
          { ...balances.stripSecond },
        ]);
      });
    },
  },
];
