import { create, finance } from '@tradeloom/contracts';
import { DomainError, must, type Outcome } from '@tradeloom/kernel';
import { isValidBIC, isValidIBAN } from 'ibantools';

/** Where money for an organisation is to go, in one currency. 收款账户 */
export interface BankDetails {
  readonly holder: string;
  /** an IBAN (ISO 13616) without spaces, or the bank's own number where the country has none, as in China */
  readonly accountNumber: string;
  /** ISO 9362 */
  readonly bic: string | null;
  readonly bank: string;
}

/** The account in use: what two people of its organisation agreed on, and nothing else. */
export interface BankAccount {
  readonly id: string;
  readonly version: number;
  /** its organisation, and those that pay to it */
  readonly parties: string[];
  readonly organisation: string;
  /** ISO 4217 */
  readonly currency: string;
  readonly details: BankDetails | null;
  /** the change that brought these details */
  readonly changeId: string | null;
}

export const accountId = (organisation: string, currency: string): string => `${organisation}:${currency}`;

export const blankAccount = (organisation: string, currency: string): BankAccount => ({
  id: accountId(organisation, currency),
  version: 0,
  parties: [organisation],
  organisation,
  currency,
  details: null,
  changeId: null,
});

/** Enough to recognise an account by, not enough to pay to it. */
export const masked = (accountNumber: string): string => `•••• ${accountNumber.slice(-4)}`;

export const maskedDetails = (details: BankDetails): BankDetails => ({
  ...details,
  accountNumber: masked(details.accountNumber),
});

const ibanForm = /^[A-Z]{2}\d{2}/;
const ownForm = /^\d{8,34}$/;

export const mustBePayable = ({ accountNumber, bic }: BankDetails): void => {
  must(
    ibanForm.test(accountNumber) ? isValidIBAN(accountNumber) : ownForm.test(accountNumber),
    'finance.bank-account.number',
    {
      en: 'The account number is neither a valid IBAN nor 8 to 34 digits',
      zh: '账号既不是有效的 IBAN，也不是 8 至 34 位数字',
    },
  );
  must(bic === null || isValidBIC(bic), 'finance.bank-account.bic', {
    en: 'The BIC is not valid (ISO 9362)',
    zh: 'BIC/SWIFT 代码无效（ISO 9362）',
  });
};

interface Agreed {
  readonly changeId: string;
  readonly details: BankDetails;
  readonly sharedWith: readonly string[];
  readonly replaces: string | null;
  readonly proposedBy: string;
  readonly approvedBy: string;
}

/** What two people agreed on comes into use, unless another change has come first. */
export const useDetails =
  ({ changeId, details, sharedWith, replaces, proposedBy, approvedBy }: Agreed) =>
  (account: BankAccount): Outcome<BankAccount> => {
    if (account.changeId !== replaces) throw overtaken();
    const { organisation, currency } = account;
    const event = create(finance.BankAccountChangedSchema, {
      organisation,
      currency,
      changeId,
      holder: details.holder,
      maskedNumber: masked(details.accountNumber),
      proposedBy,
      approvedBy,
    });
    const parties = [...new Set([organisation, ...sharedWith])];
    return { state: { ...account, parties, details, changeId }, events: [event] };
  };

const overtaken = (): DomainError =>
  new DomainError(
    'finance.bank-account-change.overtaken',
    { en: 'The account has changed since this was proposed', zh: '账户在提出变更后已被更改' },
    {},
    'conflict',
  );
