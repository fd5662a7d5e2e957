import { DomainError } from '@tradeloom/kernel';
import { type BankDetails, blankAccount, masked, mustBePayable, useDetails } from './bank-account.rules.ts';
import { approveChange, proposeChange, rejectChange } from './bank-account-change.rules.ts';

const details: BankDetails = {
  holder: 'Jingsu Plastics',
  accountNumber: '6222021001116245702',
  bic: 'ICBKCNBJ',
  bank: 'ICBC Ningbo',
};
const proposal = {
  id: 'c-1',
  organisation: 'jingsu',
  currency: 'CNY',
  details,
  sharedWith: ['hengda'],
  reason: 'new bank',
  replaces: null,
  proposedBy: 'wu.bin',
  proposedAt: '2026-12-07T08:00:00.000Z',
};
const second = { login: 'boss', at: '2026-12-07T09:00:00.000Z' };
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'allowed';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code;
  }
};

describe('bank details', () => {
  it.each([
    ['a number of a country without IBAN', details.accountNumber, 'allowed'],
    ['an IBAN', 'DE89370400440532013000', 'allowed'],
    ['an IBAN with two digits exchanged', 'DE98370400440532013000', 'finance.bank-account.number'],
    ['seven digits', '1234567', 'finance.bank-account.number'],
    ['words', 'NEW ACCOUNT', 'finance.bank-account.number'],
  ])('%s', (_, accountNumber, outcome) => {
    expect(codeOf(() => mustBePayable({ ...details, accountNumber }))).toBe(outcome);
  });

  it('name a bank by its BIC', () => {
    expect(codeOf(() => mustBePayable({ ...details, bic: 'ICBK' }))).toBe('finance.bank-account.bic');
  });

  it('show their last four characters only', () => {
    expect(masked(details.accountNumber)).toBe('•••• 5702');
  });
});

describe('a change of bank details', () => {
  const { state: proposed, events } = proposeChange(proposal);

  it('is announced without the number', () => {
    expect(events[0]).toMatchObject({ organisation: 'jingsu', maskedNumber: '•••• 5702', proposedBy: 'wu.bin' });
    expect(JSON.stringify(events)).not.toContain(details.accountNumber);
  });

  it('is approved by another than its proposer', () => {
    expect(codeOf(() => approveChange({ ...second, login: 'wu.bin' })(proposed))).toBe(
      'finance.bank-account-change.four-eyes',
    );
    expect(approveChange(second)(proposed).state).toMatchObject({ status: 'approved', decidedBy: 'boss' });
  });

  it('is decided once', () => {
    const rejected = rejectChange(second, 'not ours')(proposed).state;
    expect(rejected).toMatchObject({ status: 'rejected', decidedBecause: 'not ours' });
    expect(codeOf(() => approveChange(second)(rejected))).toBe('finance.bank-account-change.decided');
    expect(codeOf(() => rejectChange(second, 'again')(approveChange(second)(proposed).state))).toBe(
      'finance.bank-account-change.decided',
    );
  });

  it('takes effect on the account it was proposed for, and on no later one', () => {
    const agreed = { ...proposal, changeId: 'c-1', approvedBy: 'boss' };
    const blank = blankAccount('jingsu', 'CNY');
    expect(useDetails(agreed)(blank).state).toMatchObject({ details, changeId: 'c-1', parties: ['jingsu', 'hengda'] });
    expect(codeOf(() => useDetails(agreed)({ ...blank, changeId: 'c-0' }))).toBe(
      'finance.bank-account-change.overtaken',
    );
  });
});
