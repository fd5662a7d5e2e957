import { create, production } from '@tradeloom/contracts';
import {
  type DeliveryRecord,
  filed,
  openRecord,
  recordAcknowledgement,
  recordChange,
  recordChangeAnswer,
  recordLot,
  recordReceipt,
  recordSettlement,
  recordWarning,
  recordWarningCleared,
} from './delivery-record.rules.ts';
import { dueLinesOf } from './due-lines.rules.ts';

const pieces = (value: string) => ({ value, unit: 'PCE' });
const order = { outsourcingOrderId: 'os1', number: 'OS-1', orderId: 'o1', supplier: 'jinfeng', factory: 'hengda' };
const placed = openRecord(
  create(production.OutsourcingOrderPlacedSchema, {
    ...order,
    trader: 'eastbridge',
    orderDate: '2026-12-07',
    lines: [{ line: '1', item: 'KT18-BASE', quantity: pieces('2000'), due: '2026-12-28' }],
  }),
);
type Step = (record: DeliveryRecord) => { state: DeliveryRecord };
const after = (...steps: Step[]): DeliveryRecord => steps.reduce((record, step) => step(record).state, placed);
const acknowledged = (due: string, outcome = 'accepted') =>
  recordAcknowledgement(
    create(production.OutsourcingOrderAcknowledgedSchema, {
      ...order,
      outcome,
      acknowledgedOn: '2026-12-08',
      lines: [{ line: '1', item: 'KT18-BASE', quantity: pieces('2000'), due }],
    }),
  );
const changed = (quantity: string, due: string) =>
  recordChange(
    create(production.OutsourcingOrderChangedSchema, {
      ...order,
      changeNumber: 'C1',
      lines: [{ line: '1', item: 'KT18-BASE', quantity: pieces(quantity), due }],
    }),
  );
const answered = (outcome: string) =>
  recordChangeAnswer(create(production.OutsourcingChangeAcknowledgedSchema, { ...order, changeNumber: 'C1', outcome }));
const received = (receiptId: string, receivedOn: string, quantity: string, lot = 'A') =>
  recordReceipt(
    create(production.GoodsReceivedSchema, {
      ...order,
      receiptId,
      receivedOn,
      lines: [{ line: '1', lot, received: pieces(quantity) }],
    }),
  );
const dates = ({ lines }: DeliveryRecord) =>
  lines[0]?.deliveries.map(({ quantity, dueOriginal, dueCurrent }) => [quantity, dueOriginal, dueCurrent]);

describe('the record of an outsourcing order', () => {
  it('takes its confirmed dates from the first answer and from no later one', () => {
    expect(dates(after(acknowledged('2026-12-30')))).toEqual([['2000', '2026-12-30', '2026-12-30']]);
    expect(dates(after(acknowledged('2026-12-30'), acknowledged('2027-01-30')))).toEqual([
      ['2000', '2026-12-30', '2026-12-30'],
    ]);
  });

  it('has nothing to deliver when the supplier refused the order', () => {
    const refused = after(acknowledged('', 'rejected'));
    expect(refused).toMatchObject({ lines: [{ line: '1', deliveries: [] }], acknowledgedOn: '2026-12-08' });
    expect(acknowledged('', 'rejected')(refused).state).toBe(refused);
    expect(after(acknowledged('', 'changed')).lines).toMatchObject([{ line: '1', deliveries: [] }]);
  });

  it('is measured when the supplier takes after all what he had refused', () => {
    for (const refused of [
      after(acknowledged('', 'rejected')),
      { ...placed, acknowledgedOn: '2026-12-08', lines: [] },
    ]) {
      const taken = received('r1', '2026-12-29', '2000')(acknowledged('2026-12-30')(refused).state).state;
      expect(dates(taken)).toEqual([['2000', '2026-12-30', '2026-12-30']]);
      expect(dueLinesOf([taken], 'current', '2026-12', 0)).toMatchObject([
        { due: '2026-12-30', ordered: '2000', receipts: [{ on: '2026-12-29', quantity: '2000' }] },
      ]);
      expect(taken.acknowledgedOn).toBe('2026-12-08');
    }
  });

  it('moves its current date by a change that was agreed, and by no other', () => {
    expect(dates(after(acknowledged('2026-12-28'), changed('2000', '2027-01-09')))).toEqual([
      ['2000', '2026-12-28', '2026-12-28'],
    ]);
    expect(dates(after(acknowledged('2026-12-28'), changed('2000', '2027-01-09'), answered('rejected')))).toEqual([
      ['2000', '2026-12-28', '2026-12-28'],
    ]);
    expect(dates(after(acknowledged('2026-12-28'), changed('2000', '2027-01-09'), answered('accepted')))).toEqual([
      ['2000', '2026-12-28', '2027-01-09'],
    ]);
  });

  it('measures added pieces as a delivery of their own, and takes fewer from the last', () => {
    const more = after(acknowledged('2026-12-28'), changed('2200', '2027-01-21'), answered('accepted'));
    expect(dates(more)).toEqual([
      ['2000', '2026-12-28', '2026-12-28'],
      ['200', '2027-01-21', '2027-01-21'],
    ]);
    expect(dates(after(changed('1500', '2026-12-28'), answered('accepted')))).toEqual([
      ['1500', '2026-12-28', '2026-12-28'],
    ]);
  });

  it('counts each receipt once and learns at settlement what was rejected', () => {
    const twice = after(received('r1', '2026-12-27', '1200'), received('r1', '2026-12-27', '1200'));
    expect(twice.lines[0]?.receipts).toMatchObject([{ quantity: '1200', rejected: null }]);
    const told = (rejected: string, corrected: boolean) =>
      recordSettlement(
        create(production.ReceiptSettledSchema, {
          ...order,
          receiptId: 'r1',
          corrected,
          lines: [{ line: '1', lot: 'A', rejected }],
        }),
      );
    const settled = told('12', false)(twice).state;
    expect(settled.lines[0]?.receipts).toMatchObject([{ rejected: '12' }]);
    expect(told('0', true)(settled).state.lines[0]?.receipts).toMatchObject([{ rejected: '12' }]);
  });

  it('keeps warnings and their end beside the facts', () => {
    const { warnings } = after(
      recordWarning('w1', 'KT18-BASE', '2026-12-18'),
      recordWarningCleared('w1', '2026-12-19'),
    );
    expect(warnings).toEqual([
      { warningId: 'w1', subject: 'KT18-BASE', raisedOn: '2026-12-18', clearedOn: '2026-12-19' },
    ]);
  });

  it('counts each inspection once', () => {
    const lot = {
      inspectionId: 'i1',
      item: 'KT18-BASE',
      lot: 'A',
      verdict: 'accepted',
      attempt: 1,
      concludedOn: '2026-12-28',
    };
    expect(after(recordLot(lot), recordLot(lot)).lots).toHaveLength(1);
  });

  it('is filed under the months it speaks of; a window that closes next month belongs there', () => {
    expect(filed(placed, 0).periods).toEqual(['2026-12']);
    expect(filed(placed, 5).periods).toEqual(['2026-12', '2027-01']);
    expect(filed(after(received('r1', '2027-02-01', '1')), 0).periods).toEqual(['2026-12', '2027-02']);
  });
});

describe('the deliveries of a month', () => {
  it('are filled in their order; what is over stays with the last', () => {
    const record = after(
      acknowledged('2026-12-28'),
      changed('2200', '2027-01-21'),
      answered('accepted'),
      received('r2', '2027-01-20', '300', 'B'),
      received('r1', '2026-12-27', '1950'),
    );
    expect(dueLinesOf([record], 'current', '2026-12', 0)).toEqual([
      {
        ref: 'OS-1/1',
        due: '2026-12-28',
        ordered: '2000',
        receipts: [
          { on: '2026-12-27', quantity: '1950' },
          { on: '2027-01-20', quantity: '50' },
        ],
      },
    ]);
    expect(dueLinesOf([record], 'current', '2027-01', 0)).toEqual([
      { ref: 'OS-1/1.2', due: '2027-01-21', ordered: '200', receipts: [{ on: '2027-01-20', quantity: '250' }] },
    ]);
  });

  it('are measured against the original or the current date', () => {
    const record = after(acknowledged('2026-12-20'), changed('2000', '2026-12-28'), answered('accepted'));
    expect(dueLinesOf([record], 'original', '2026-12', 0)[0]?.due).toBe('2026-12-20');
    expect(dueLinesOf([record], 'current', '2026-12', 0)[0]?.due).toBe('2026-12-28');
  });
});
