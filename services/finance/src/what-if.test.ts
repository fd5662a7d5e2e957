import { readFileSync } from 'node:fs';
import { whatIf } from './what-if.ts';

const example: unknown = JSON.parse(readFileSync('docs/what-if/payment-plan.example.json', 'utf8'));

describe('what-if payment-plan', () => {
  it('answers its example with the stages as they stand that day', () => {
    const answer = whatIf['payment-plan'](example);
    expect(answer.stages.map(({ stage, amount, due, state }) => [stage, amount.amount, due, state])).toEqual([
      ['deposit', '11560.50', '2026-12-09', 'settled'],
      ['bl-copy', '23121.00', '2027-02-01', 'due'],
      ['retention', '3853.50', '2027-07-20', 'waiting'],
    ]);
    expect(answer.because.map(({ rule }) => rule)).toContain('payment-plan.split');
  });

  it('plays partial shipments and money that nobody is owed', () => {
    const answer = whatIf['payment-plan']({
      terms: {
        stages: [
          { stage: 'deposit', percent: 30, trigger: 'order-confirmed' },
          { stage: 'bl-copy', percent: '70', trigger: 'bl-copy-sent' },
        ],
      },
      order: { total: { amount: '70000', currency: 'USD' }, date: '2026-12-01' },
      events: [
        { kind: 'order-confirmed', date: '2026-12-01' },
        { kind: 'payment-received', date: '2026-12-02', amount: { amount: '22000', currency: 'USD' } },
        { kind: 'on-board', date: '2027-01-10', amount: { amount: '20000', currency: 'USD' } },
        { kind: 'bl-copy-sent', date: '2027-01-12' },
        { kind: 'on-board', date: '2027-02-10' },
      ],
    });
    expect(answer.shipments.map((one) => one.depositApplied.amount)).toEqual(['6000.00', '15000.00']);
    expect(answer.stages.map((stage) => stage.amount.amount)).toEqual(['21000.00', '14000.00', '35000.00']);
    expect(answer.unapplied.amount).toBe('1000.00');
  });
});
