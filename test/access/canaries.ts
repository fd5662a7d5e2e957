import { AllRows } from './all-rows.ts';

/** A value that somebody must not learn, and who may know it. */
export interface Canary {
  readonly value: string;
  readonly what: string;
  readonly may: readonly string[];
}

/** What was answered to whom, or written where nobody in particular reads (logs, spans: no organisation at all). */
export interface Output {
  readonly organisation: string;
  readonly from: string;
  readonly text: string;
}

/** Values of fields that are secret to some party of an order, with the organisations that are party to the contract. */
const secrets: Readonly<Record<string, string>> = {
  'price of a contract': `
    select p ->> 'unitPrice' as value, array[seller, buyer] as may from orders.order_legs, jsonb_array_elements(prices) p`,
  'total of a contract': 'select total::text as value, array[seller, buyer] as may from orders.order_legs',
  'price of an outsourcing order': `
    select l ->> 'unitPrice' as value, array[factory, supplier] as may
      from production.outsourcing_orders, jsonb_array_elements(lines) l`,
  'amount of a supplier invoice': `
    select v as value, array[factory, supplier] as may
      from finance.supplier_invoices, unnest(array[net::text, tax::text, total::text]) v`,
  'amount of a supplier payment': `
    select amount::text as value, array[factory, supplier] as may from finance.supplier_payments`,
  'stage of a payment plan': `
    select s #>> '{amount,amount}' as value, array[customer, trader] as may
      from finance.payment_plans, jsonb_array_elements(stages) s`,
  'credit limit': `
    select v #>> '{limit,amount}' as value, array[trader] as may from finance.credit_limits, jsonb_array_elements(versions) v`,
  'insured limit': `
    select v #>> '{insurer,insuredLimit,amount}' as value, array[trader] as may
      from finance.credit_limits, jsonb_array_elements(versions) v where v #>> '{insurer,policy}' is not null`,
  'insurance policy': `
    select v #>> '{insurer,policy}' as value, array[trader] as may
      from finance.credit_limits, jsonb_array_elements(versions) v where v #>> '{insurer,policy}' is not null`,
  'reference of a payment': 'select reference as value, array[payer, payee] as may from finance.receipts',
  'source of an exchange rate': 'select source as value, array[organisation] as may from finance.exchange_rates',
};

const significant = (value: string): number => value.replace(/\D|^[0.]+|[0.]+$/g, '').length;

/** Shorter ones stand in weights, quantities and dates as well. */
const tellsItself = (value: string): boolean => (/[^\d.]/.test(value) ? value.length >= 8 : significant(value) >= 4);

/** The secrets of what the platform holds now, each with everybody who may know that very value. */
export const canariesOf = (ownerUrl: string, organisations: readonly string[]): Promise<Canary[]> =>
  AllRows.of(ownerUrl, organisations, async (rows) => {
    const found = new Map<string, { what: Set<string>; may: Set<string> }>();
    for (const [what, sql] of Object.entries(secrets)) {
      const values = await rows.query<{ value: string; may: string[] }>(sql);
      if (values.length === 0) throw new Error(`nothing there: ${what}`);
      for (const { value, may } of values.filter((row) => tellsItself(row.value))) {
        const known = found.get(value) ?? { what: new Set(), may: new Set() };
        known.what.add(what);
        for (const organisation of may) known.may.add(organisation);
        found.set(value, known);
      }
    }
    return [...found].map(([value, { what, may }]) => ({ value, what: [...what].join(', '), may: [...may] }));
  });

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** An amount as JSON, a page, an EDI file (no zeros at the end, or cents without a point) writes it. */
const spellings = (value: string): RegExp => {
  if (/[^\d.]/.test(value)) return new RegExp(escaped(value));
  const [whole = '', fraction = ''] = value.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',?');
  const trimmed = fraction.replace(/0+$/, '');
  // four digits between hexadecimal ones are a part of a hash or an id, behind a colon the seconds of a time of day
  return new RegExp(
    `(?<![\\da-f.,-]|\\d:)${grouped}${trimmed === '' ? '(\\.0+)?' : `\\.${trimmed}0*`}(?![\\d,.-]*[\\da-f])`,
  );
};

/** Each canary in an output of somebody who may not know it. */
export const hitsIn = (canaries: readonly Canary[], outputs: readonly Output[]): string[] => {
  const sought = canaries.map((canary) => ({ ...canary, spelling: spellings(canary.value) }));
  return outputs.flatMap(({ organisation, from, text }) =>
    sought
      .filter(({ may, spelling }) => !may.includes(organisation) && spelling.test(text))
      .map(({ what, value }) => `${organisation || 'anybody'}: ${from} tells ${what} ${value}`),
  );
};
