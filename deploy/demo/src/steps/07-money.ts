import { balancesIn, booksOf } from '../books-of.ts';
import { addMonths } from '../calendar.ts';
import { same, sameMoney, there } from '../check.ts';
import { eventually } from '../eventually.ts';
import { money, shipment, tradersBooks } from '../expected-later.ts';
import type { Chapter, Journey } from '../journey.ts';
import { refuses } from '../platform.ts';
import type { PaymentPlanView, ReceiptView, ShipmentView, StageView } from '../views.ts';
import { settlementSteps } from './07-settlement.ts';

const releaseOriginals = (journey: Journey): Promise<ShipmentView> =>
  journey.platform
    .as('xu.jia')
    .post(`shipments/${journey.known('shipment').id}/originals-release`, { form: 'telex-release' });

/** The customer's view of how this order is paid. */
const stagesOf = async (journey: Journey): Promise<readonly StageView[]> => {
  const customer = journey.platform.asPartner('harbor-pine');
  const { stages } = await customer.get<PaymentPlanView>(`orders/${journey.known('order').id}/payment-plan`);
  return stages;
};

const ofShipment = ({ stage, amount, due, state }: StageView): unknown[] => [stage, amount.amount, due, state];

const stagesOfShipment = async (journey: Journey): Promise<readonly StageView[]> =>
  (await stagesOf(journey)).filter(({ shipmentId }) => shipmentId === journey.known('shipment').id);

const retentionOf = (journey: Journey): unknown[] => [
  'retention',
  money.retention,
  addMonths(journey.day(shipment.onBoardDay), money.retentionAfterMonths),
  'waiting',
];

/** The customer's money against the originals, then the first supplier's month. */
export const moneyChapter: Chapter = {
  title: { en: 'Money', zh: '款项' },
  steps: [
    {
      name: { en: 'The originals are locked: nothing was paid against the copy', zh: '正本锁定：副本款未付' },
      async run(journey) {
        await refuses(409, 'logistics.originals.locked', () => releaseOriginals(journey));
      },
    },
    {
      name: {
        en: 'The B/L copy is sent: 15,993.00 fall due in 5 days, 2,665.50 are kept back for 6 months',
        zh: '发出提单副本：15,993.00 须于 5 天内支付，2,665.50 质保金 6 个月后到期',
      },
      async run(journey) {
        await eventually('the shipment has its stages', async () => {
          same('stages of the shipment', (await stagesOfShipment(journey)).map(ofShipment), [
            ['bl-copy', money.blCopy, null, 'waiting'],
            retentionOf(journey),
          ]);
        });
        await journey.reach(money.copySentDay);
        const bill = `shipments/${journey.known('shipment').id}/bill-of-lading`;
        await journey.platform.as('xu.jia').post(bill, { kind: 'original', originals: 3 });
        same(
          'shipment',
          (await journey.platform.as('xu.jia').post<ShipmentView>(bill, { kind: 'copy' })).status,
          'copy-sent',
        );
        await eventually('the payment against the copy is due', async () => {
          same('stages of the shipment', (await stagesOfShipment(journey)).map(ofShipment), [
            ['bl-copy', money.blCopy, journey.day(money.blCopyDueDay), 'due'],
            retentionOf(journey),
          ]);
        });
        const rest = (await stagesOf(journey)).filter(
          ({ shipmentId, stage }) => shipmentId === null && !stage.endsWith('deposit'),
        );
        same('what has not shipped', rest.map(ofShipment), [
          ['bl-copy', money.rest.blCopy, null, 'waiting'],
          ['retention', money.rest.retention, null, 'waiting'],
        ]);
        await refuses(409, 'logistics.originals.locked', () => releaseOriginals(journey));
      },
    },
    {
      name: {
        en: 'The payment arrives less 30.00 of bank charges and settles the stage',
        zh: '货款到账，银行扣费 30.00，该节点付清',
      },
      async run(journey) {
        const { day, arrived, charges } = money.payment;
        await journey.reach(day);
        const { id } = journey.known('order');
        const stage = there(
          'stage',
          (await stagesOfShipment(journey)).find((s) => s.stage === 'bl-copy'),
        );
        const receipt = await journey.platform.as('qian.wen').post<ReceiptView>('payments-received', {
          payer: 'harbor-pine',
          money: { amount: arrived, currency: 'USD' },
          charges: { amount: charges, currency: 'USD' },
          valueDate: journey.today,
          reference: `FT${journey.serial}03`,
          order: id,
          stage: stage.id,
        });
        sameMoney('received', receipt.money, arrived, 'USD');
        same(
          'allocations',
          receipt.allocations.map((a) => [a.orderId, a.stage, a.money.amount]),
          [[id, 'bl-copy', money.blCopy]],
        );
        same(
          'stages of the shipment',
          (await stagesOfShipment(journey)).map(({ state }) => state),
          ['settled', 'waiting'],
        );
      },
    },
    {
      name: { en: 'That unlocks the originals: telex release', zh: '正本解锁：电放' },
      async run(journey) {
        await eventually('the originals are unlocked', () => releaseOriginals(journey), ['logistics.originals.locked']);
        const seen = await journey.platform
          .asPartner('harbor-pine')
          .get<ShipmentView>(`shipments/${journey.known('shipment').id}`);
        same('shipment as the customer reads it', seen.status, 'released');
      },
    },
    {
      name: {
        en: 'The books of the order balance; what is left to receive is the retention, which waits for its date',
        zh: '订单账目借贷平衡；应收余额即质保金，待到期',
      },
      async run(journey) {
        const entries = await booksOf(journey, 'feng.rui');
        same('whose books', [...new Set(entries.map(({ organisation }) => organisation))], ['eastbridge']);
        same('balances', balancesIn(entries.filter(({ currency }) => currency === 'USD')), { ...tradersBooks });
        same('books as the auditor reads them', await booksOf(journey, 'audit.e'), entries);
        same('retention', (await stagesOfShipment(journey)).map(ofShipment).at(-1), retentionOf(journey));
      },
    },
    ...settlementSteps,
  ],
};
