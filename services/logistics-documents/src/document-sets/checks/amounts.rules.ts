import { decimal, money, total } from '@tradeloom/kernel';
import type { CommercialInvoice } from '../content.rules.ts';
import { type Agreement, type Breach, overall, type Rule, sameNumber, sameText, says } from './check.rules.ts';

const wrongLines = ({ lines, currency }: CommercialInvoice): Breach[] =>
  lines.flatMap(({ line, quantity, unitPrice, amount }) => {
    const right = money(decimal(quantity.value).times(unitPrice), currency).amount;
    if (decimal(right).eq(amount)) return [];
    return [
      {
        documents: ['commercial-invoice', 'commercial-invoice'],
        values: [right, amount],
        text: {
          en: `Line ${line}: ${quantity.value} x ${unitPrice} is ${right}, the invoice says ${amount}`,
          zh: `第 ${line} 行：${quantity.value} × ${unitPrice} = ${right}，发票为 ${amount}`,
        },
      },
    ];
  });

const wrongTotal = ({ lines, total: stated }: CommercialInvoice): Breach[] => {
  const sum = total(lines.map((l) => l.amount));
  if (decimal(sum).eq(stated.amount)) return [];
  return [
    {
      documents: ['commercial-invoice', 'commercial-invoice'],
      values: [sum, stated.amount],
      text: {
        en: `The lines sum to ${sum}, the invoice's total is ${stated.amount}`,
        zh: `各行合计 ${sum}，发票总额为 ${stated.amount}`,
      },
    },
  ];
};

const invoiceSums: Rule = {
  id: 'DC07',
  severity: 'error',
  breaches: ({ invoice }) => (invoice ? [...wrongLines(invoice), ...wrongTotal(invoice)] : []),
};

/** What the first reviewer looks at first: the declared value is the invoice's. */
const declaredValue: Agreement = {
  id: 'DC08',
  severity: 'error',
  subject: { en: 'Total amount', zh: '总金额' },
  groups: ({ invoice, declaration }) =>
    overall(
      says('commercial-invoice', invoice?.total.amount),
      says('customs-declaration', declaration && total(declaration.lines.map((l) => l.total))),
    ),
  same: sameNumber,
};

const currencies: Agreement = {
  id: 'DC22',
  severity: 'error',
  subject: { en: 'Currency', zh: '币制' },
  groups: ({ contract, invoice, declaration }) =>
    overall(
      says('contract', contract?.currency),
      says('commercial-invoice', invoice?.currency),
      says('customs-declaration', declaration?.currency),
    ),
  same: sameText,
};

export const amountChecks = [invoiceSums, declaredValue, currencies];
