import { Finance1764000000001 } from './0001-finance.ts';
import { Finance1764000000002 } from './0002-bank-accounts.ts';
import { Finance1764000000003 } from './0003-paid-to.ts';
import { Finance1764000000004 } from './0004-settled-plans.ts';
import { Finance1764000000005 } from './0005-payment-advices.ts';
import { Finance1764000000006 } from './0006-kept-exposure.ts';
import { Finance1764000000007 } from './0007-fx-sharings.ts';
import { Finance1764000000008 } from './0008-limits-by-date.ts';

export const migrations = [
  Finance1764000000001,
  Finance1764000000002,
  Finance1764000000003,
  Finance1764000000004,
  Finance1764000000005,
  Finance1764000000006,
  Finance1764000000007,
  Finance1764000000008,
];
