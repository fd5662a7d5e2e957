import fc from 'fast-check';
import {
  approveChange,
  proposeChange,
  rejectChange,
} from '../../services/finance/src/bank-accounts/bank-account-change.rules.ts';
import { mustHold } from './history.ts';
import { play, seed } from './play.ts';

const at = '2026-12-07T09:00:00.000Z';
const details = { holder: 'Jingsu', accountNumber: '6222021001116245702', bic: 'ICBKCNBJ', bank: 'ICBC Ningbo' };
const proposal = {
  id: 'c-1',
  organisation: 'jingsu',
  currency: 'CNY',
  details,
  sharedWith: ['hengda'],
  proposedAt: at,
};
const login = fc.constantFrom('wu.bin', 'sun.li');
const step = fc.oneof(
  login.map((by) => approveChange({ login: by, at })),
  login.map((by) => rejectChange({ login: by, at }, 'not ours')),
);

it(`money goes to another account when a second person agrees, or not at all (seed ${seed})`, () => {
  const unreached = play({
    follow: [{ process: 'bank-accounts/bank-account', of: ({ status }) => ({ change: status }) }],
    begin: login.map((proposedBy) => proposeChange({ ...proposal, reason: 'new bank', replaces: null, proposedBy })),
    today: '2026-12-07',
    step,
    always: ({ state: { status, proposedBy, decidedBy, decidedAt, details: asked } }) => {
      mustHold(
        'what is decided has its person',
        (status === 'proposed') === (decidedBy === null && decidedAt === null),
      );
      mustHold('four eyes approve', status !== 'approved' || decidedBy !== proposedBy);
      mustHold('what is decided is what was proposed', asked === details);
    },
    atLast: (history) => {
      mustHold('a proposal is told once', history.times('BankAccountChangeProposed') === 1);
      const refused = history.times('BankAccountChangeRejected');
      mustHold('a refusal is told once', refused === Number(history.state.status === 'rejected'));
    },
    steps: 6,
  });
  expect(unreached).toEqual([]);
}, 120_000);
