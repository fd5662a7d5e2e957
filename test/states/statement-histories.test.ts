import { decimal, money, total } from '@tradeloom/kernel';
import fc from 'fast-check';
import {
  blankStatement,
  confirmedBy,
  isAgreed,
  openDeductions,
  type SettledReceipt,
  type Statement,
  totalsOf,
} from '../../services/finance/src/statements/statement.rules.ts';
import {
  bookReceipt,
  confirmLine,
  deduct,
  disputeLine,
  takeDeductions,
} from '../../services/finance/src/statements/statement-decision.rules.ts';
import { type History, mustHold, type Step } from './history.ts';
import { play, seed } from './play.ts';

const price = '11.80';
/** what is said to be accepted of a receipt, now this, now that */
const told = ['1990', '3'];
const receipt = ([receiptId, accepted, consumed]: [string, string, string]): SettledReceipt => {
  const part = { outsourcingNumber: 'WW-1', lot: 'L1', item: 'KT18-BODY', unit: 'PCE' };
  const came = { receiptId, receipt: receiptId, receivedOn: '2026-12-22', orderId: 'o1', line: '1', reason: '' };
  const goods = { ...part, ...came, received: accepted, accepted, rejected: '0', unitPrice: price, taxPercent: '13' };
  const steel = { ...part, item: 'STEEL', unit: 'KGM', issued: '840', scrap: '0', returned: '0', atSupplier: '0' };
  return { receiptId, goods: [goods], materials: [{ ...steel, consumed }] };
};

const n = fc.integer({ min: 1, max: 4 });
const side = fc.constantFrom('hengda', 'jingsu', 'jingsu', 'hengda', 'eastbridge');
type StatementStep = Step<Statement>;
const step = fc.oneof(
  fc
    .tuple(fc.constantFrom('r1', 'r2'), fc.constantFrom(...told), fc.constantFrom('400', '420'))
    .map((one) => bookReceipt(receipt(one))),
  fc.constantFrom('300', '0').map((amount) => deduct(money(amount, 'CNY'), 'rework')),
  {
    weight: 9,
    arbitrary: fc.tuple(n, side).map(
      ([line, by]): StatementStep =>
        (statement, on) =>
          confirmLine(line, by, `${by}.clerk`, on)(statement),
    ),
  },
  fc.tuple(n, side).map(
    ([line, by]): StatementStep =>
      (statement, on) =>
        disputeLine(line, 'short', by, `${by}.clerk`, on)(statement),
  ),
  // a payment takes off all that is open
  fc.constant<StatementStep>((statement) =>
    takeDeductions(
      openDeductions(statement).map((line) => line.n),
      'p1',
    )(statement),
  ),
);

const linesHold = ({ lines }: Statement): void => {
  const goods = lines.flatMap((line) => (line.kind === 'goods' ? [line] : []));
  mustHold(
    'lines are numbered',
    lines.every((line, i) => line.n === i + 1),
  );
  for (const own of Map.groupBy(goods, (line) => line.receiptId).values()) {
    const paid = total(own.map(({ accepted }) => accepted));
    mustHold('a receipt is paid once, as it was told last', told.includes(paid));
  }
  mustHold('material has one balance', lines.filter(({ kind }) => kind === 'material').length <= 1);
  for (const line of lines) {
    const { confirmations, dispute } = line;
    mustHold('a side speaks once', new Set(confirmations.map((one) => one.side)).size === confirmations.length);
    mustHold('who disputes does not agree', dispute === null || !confirmedBy(line, dispute.side));
    const isTaken = line.kind === 'deduction' && line.takenBy !== null;
    mustHold('what is taken off was agreed', !isTaken || isAgreed(line));
  }
};

const sumsHold = (statement: Statement): void => {
  const { net, tax, deductions, payable } = totalsOf(statement);
  const goods = statement.lines.flatMap((line) => (line.kind === 'goods' ? [line] : []));
  const kept = statement.lines.flatMap((line) => (line.kind === 'deduction' ? [line.amount.amount] : []));
  mustHold(
    'net is accepted times price',
    decimal(net.amount).eq(total(goods.map((line) => decimal(line.accepted).times(price)))),
  );
  mustHold('what is kept back is what lines say', decimal(deductions.amount).eq(total(kept)));
  mustHold(
    'payable is their sum',
    decimal(payable.amount).eq(decimal(net.amount).plus(tax.amount).minus(deductions.amount)),
  );
};

/** How often its last word was given. */
const agreedTimes = (history: History<Statement>): number => history.times('StatementAgreed');

it(`a statement is agreed line by line by both sides, or stays open (seed ${seed})`, () => {
  const unreached = play({
    follow: [{ process: 'statements/statement', of: ({ status }) => ({ statement: status }) }],
    begin: fc.constant({
      state: blankStatement({ factory: 'hengda', supplier: 'jingsu', period: '2026-12', currency: 'CNY' }),
      events: [],
    }),
    today: '2027-01-04',
    step,
    always: (history) => {
      const { status, lines } = history.state;
      linesHold(history.state);
      sumsHold(history.state);
      mustHold('agreed is every line agreed', (status === 'agreed') === (lines.length > 0 && lines.every(isAgreed)));
      mustHold('an agreement is told', status !== 'agreed' || agreedTimes(history) > 0);
      mustHold('and only with something new', agreedTimes(history) <= history.times('StatementDrawn'));
    },
    runs: 2_000,
    steps: 24,
  });
  expect(unreached).toEqual([]);
}, 120_000);
