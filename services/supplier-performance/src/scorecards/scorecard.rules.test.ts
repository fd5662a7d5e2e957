import { performance } from '@tradeloom/contracts';
import type { DeliveryRecord } from '../deliveries/delivery-record.rules.ts';
import { blankPolicy } from '../policies/policy.rules.ts';
import { blankScorecard, draw, keepDrawing, readersOf } from './scorecard.rules.ts';

const policy = blankPolicy('hengda');
const receipt = (receivedOn: string, rejected: string | null = '0') => ({
  receiptId: 'r1',
  number: 'GR-1',
  lot: 'A',
  receivedOn,
  quantity: '2000',
  rejected,
});
const record: DeliveryRecord = {
  id: 'os1',
  version: 1,
  parties: ['hengda', 'jinfeng', 'eastbridge'],
  orderId: 'o1',
  number: 'OS-1',
  supplier: 'jinfeng',
  factory: 'hengda',
  placedOn: '2026-12-07',
  acknowledgedOn: '2026-12-08',
  lines: [
    {
      line: '1',
      item: 'KT18-BASE',
      deliveries: [{ quantity: '2000', dueOriginal: '2026-12-28', dueCurrent: '2026-12-28' }],
      receipts: [receipt('2026-12-28')],
    },
  ],
  lots: [
    { inspectionId: 'i1', item: 'KT18-BASE', lot: 'A', verdict: 'accepted', attempt: 1, concludedOn: '2026-12-29' },
  ],
  warnings: [],
  pendingChange: null,
  receiptIds: ['r1'],
  periods: ['2026-12'],
};
const late: DeliveryRecord = {
  ...record,
  lines: record.lines.map((line) => ({ ...line, receipts: [receipt('2026-12-30')] })),
};
const drawn = (one: DeliveryRecord, today = '2026-12-31') => draw([one], policy, '2026-12', today);

describe('a scorecard', () => {
  it('shows each sub-score with its formula, its measures and the events it was counted from', () => {
    const { score, band, subScores } = drawn(record);
    expect([score, band]).toEqual(['100.00', 'A']);
    expect(subScores.map(({ criterion, score: each, events }) => [criterion, each, events.length])).toEqual([
      ['delivery', '100.00', 1],
      ['quality', '100.00', 1],
      ['response', '100.00', 1],
    ]);
    expect(subScores[0]?.measures).toMatchObject({
      linesDue: 1,
      byLineOriginal: '100.00',
      byQuantityCurrent: '100.00',
    });
    expect(subScores.every(({ formula }) => formula.en && formula.zh)).toBe(true);
  });

  it('counts a late receipt as late, and asks for a rectification in its band', () => {
    expect(drawn(late)).toMatchObject({ score: '60.00', band: 'C', asksRectification: true });
  });

  it('does not count a warning that was cleared', () => {
    const warned = {
      ...record,
      warnings: [{ warningId: 'w', subject: 'KT18-BASE', raisedOn: '2026-12-18', clearedOn: '2026-12-19' }],
    };
    expect(drawn(warned)).toMatchObject({ score: '100.00', warnings: { raised: 1, cleared: 1 } });
  });

  it('counts a lot presented twice by its first result', () => {
    const [lot] = record.lots as [DeliveryRecord['lots'][number]];
    const twice = {
      ...record,
      lots: [
        { ...lot, verdict: 'not-accepted' },
        { ...lot, inspectionId: 'i2', attempt: 2 },
      ],
    };
    expect(drawn(twice).subScores[1]).toMatchObject({ score: '0.00', measures: { lotsInspected: 1 } });
  });

  it('measures rejected pieces per million over settled receipts only', () => {
    const settled = {
      ...record,
      lines: record.lines.map((line) => ({
        ...line,
        receipts: [receipt('2026-12-28', '37'), receipt('2026-12-28', null)],
      })),
    };
    expect(drawn(settled).subScores[1]?.measures).toMatchObject({ received: '2000', rejected: '37', ppm: '18500' });
  });

  it('has no score without data: that is not 100', () => {
    const { score, band, subScores } = draw([record], policy, '2027-03', '2027-03-31');
    expect([score, band]).toEqual([null, null]);
    expect(subScores[0]?.formula.en).toBe('no data in this period');
  });

  it('counts what fell due without a delivery, from the day after on and up to the last day of the month', () => {
    const undelivered = { ...record, lines: record.lines.map((line) => ({ ...line, receipts: [] })) };
    expect(drawn(undelivered, '2026-12-28').subScores[0]?.score).toBeNull();
    expect(drawn(undelivered, '2026-12-29').subScores[0]?.score).toBe('0.00');
    expect(drawn(record, '2026-12-28').subScores[0]?.score).toBe('100.00');
    expect(drawn(undelivered, '2027-06-01').asOf).toBe('2026-12-31');
  });

  it('is told to others only when score or band changed', () => {
    const blank = blankScorecard({ supplier: 'jinfeng', factory: 'hengda', period: '2026-12' }, record.parties);
    const first = keepDrawing(drawn(record), record.parties, 'o1')(blank);
    expect(first.events).toMatchObject([
      { $typeName: performance.ScorecardDrawnSchema.typeName, score: '100.00', band: 'A', orderId: 'o1' },
    ]);
    expect(keepDrawing(drawn(record), record.parties, 'o1')(first.state).events).toEqual([]);
    expect(keepDrawing(drawn(late), record.parties, 'o1')(first.state).events).toMatchObject([
      { score: '60.00', band: 'C' },
    ]);
  });

  it('is read by the trading company while it is the only one whose orders it names', () => {
    const subject = { supplier: 'jinfeng', factory: 'hengda', period: '2026-12' };
    expect(readersOf([record, late], subject)).toEqual(['hengda', 'jinfeng', 'eastbridge']);
    const another = { ...record, parties: ['hengda', 'jinfeng', 'other-trader'] };
    expect(readersOf([record, another], subject)).toEqual(['hengda', 'jinfeng']);
    expect(keepDrawing(drawn(record), ['hengda', 'jinfeng'], 'o1')(blankScorecard(subject, [])).state.parties).toEqual([
      'hengda',
      'jinfeng',
    ]);
  });
});
