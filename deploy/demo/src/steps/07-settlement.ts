import { acknowledge, checkAccepted } from '../acknowledgements.ts';
import { balancesIn, booksOf } from '../books-of.ts';
import { monthOf, writtenAs } from '../calendar.ts';
import { plain, same, sameMoney, says, there } from '../check.ts';
import { eventually } from '../eventually.ts';
import { balances, jingsuReceipt } from '../expected.ts';
import { factorysBooks, settlement } from '../expected-later.ts';
import type { Journey, Step } from '../journey.ts';
import { refuses } from '../platform.ts';
import type { SentFile } from '../sent-file.ts';
import type { StatementView, SupplierInvoiceView } from '../views.ts';

/** The statement of the month in which the goods arrived, the same for both sides. */
const statementOf = async (journey: Journey): Promise<StatementView> => {
  const query = new URLSearchParams({ supplier: 'jingsu', period: monthOf(journey.day(jingsuReceipt.day)) });
  const [factorys, suppliers] = await Promise.all(
    ['shen.yi', 'wu.bin'].map((login) =>
      journey.platform.as(login).get<{ items: readonly StatementView[] }>(`statements?${query}`),
    ),
  );
  same('statements of both sides', factorys, suppliers);
  same('statements of the month', factorys?.items.length, 1);
  return there('statement', factorys?.items[0]);
};

const confirmAllLines = async (journey: Journey, login: string, { id, lines }: StatementView): Promise<void> => {
  for (const { n } of lines) await journey.platform.as(login).post(`statements/${id}/lines/${n}/confirmation`);
};

const invoiceNumber = (journey: Journey, n: number): string => `JSFP${journey.serial}${n}`;

type Invoice = typeof settlement.invoice | typeof settlement.tooDear;

/** The supplier's system sends its invoice; a 997 says that the file is sound, whatever finance makes of it. */
const sendInvoice = async (journey: Journey, n: number, invoice: Invoice): Promise<SentFile> => {
  const sent = await journey.send('jingsu', 'invoice-810.edi', {
    ...invoice,
    invoice: invoiceNumber(journey, n),
    outsourcing: journey.known('jingsuOrder').number,
  });
  await checkAccepted(journey, 'jingsu', sent);
  return sent;
};

const invoiceOf = async (journey: Journey, login: string, n: number): Promise<SupplierInvoiceView> => {
  const query = new URLSearchParams({ supplier: 'jingsu', number: invoiceNumber(journey, n) });
  const { items } = await journey.platform
    .as(login)
    .get<{ items: readonly SupplierInvoiceView[] }>(`supplier-invoices?${query}`);
  return there(`invoice ${invoiceNumber(journey, n)}`, items[0]);
};

const pay = (journey: Journey, login: string, n: number): Promise<Remittance> =>
  journey.platform.as(login).post('supplier-payments', {
    supplier: 'jingsu',
    invoiceNumbers: [invoiceNumber(journey, n)],
    paymentDate: journey.today,
  });

/** An earlier journey on the same platform may have left it. */
const hasAccount = async ({ platform }: Journey): Promise<boolean> => {
  const { items } = await platform.as('wu.bin').get<{ items: readonly object[] }>('bank-accounts?organisation=jingsu');
  return items.length > 0;
};

/** One person of the supplier says where it is paid, another agrees: the first one's word alone moves no money. */
const agreeOnAccount = async ({ platform }: Journey): Promise<void> => {
  const proposed = await platform.as('wu.bin').post<{ id: string }>('bank-account-changes', settlement.account);
  const approve = (login: string) => platform.as(login).post(`bank-account-changes/${proposed.id}/approval`);
  await refuses(403, 'access.not-allowed', () => approve('wu.bin'));
  await refuses(404, 'bank-account-change.not-found', () => approve('ding.lan'));
  await approve('jing.su');
};

interface Remittance {
  readonly remittanceNumber: string;
  readonly money: { readonly amount: string; readonly currency: string };
  readonly paidTo: { readonly accountNumber: string };
}

/** The EDI supplier's month: statement, invoice, payment. */
export const settlementSteps: readonly Step[] = [
  {
    name: {
      en: 'The first supplier’s statement: accepted quantities at order prices, and the material balance',
      zh: '第一家供应商对账单：合格数量按订单价，并列物料平衡',
    },
    async run(journey) {
      await journey.reach(settlement.day);
      const { lines, net, tax, payable, status } = await statementOf(journey);
      const goods = lines.filter(({ kind }) => kind === 'goods');
      same(
        'goods',
        goods.map(({ item, accepted = '', rejected = '', amount }) => ({
          item,
          accepted: plain(accepted),
          rejected: plain(rejected),
          amount: amount?.amount,
        })),
        settlement.goods.map((line) => ({ ...line })),
      );
      same(
        'material',
        lines
          .filter(({ kind }) => kind === 'material')
          .map(({ issued = '', consumed = '', scrap = '', returned = '', atSupplier = '' }) => ({
            issued: plain(issued),
            consumed: plain(consumed),
            scrap: plain(scrap),
            returned: plain(returned),
            atSupplier: plain(atSupplier),
          })),
        [{ ...balances.granule }],
      );
      sameMoney('net', net, settlement.net, 'CNY');
      sameMoney('tax', tax, settlement.tax, 'CNY');
      sameMoney('payable', payable, settlement.payable, 'CNY');
      same('status', status, 'open');
    },
  },
  {
    name: {
      en: 'Both sides confirm it line by line; with the last word it is agreed',
      zh: '双方逐行确认，全部确认后对账完成',
    },
    async run(journey) {
      const statement = await statementOf(journey);
      await confirmAllLines(journey, 'wu.bin', statement);
      same('after the supplier', (await statementOf(journey)).status, 'open');
      await confirmAllLines(journey, 'shen.yi', statement);
      const agreed = await statementOf(journey);
      same('after the factory', agreed.status, 'agreed');
      same('lines', [...new Set(agreed.lines.map(({ state }) => state))], ['agreed']);
      await refuses(404, 'statement.not-found', () => journey.platform.as('yu.hong').get(`statements/${statement.id}`));
    },
  },
  {
    name: {
      en: 'His 810 for all 2000 bodies at 12.10 is refused with both reasons (824); his file was sound (997)',
      zh: '其 810 按 2000 件、单价 12.10 开票，被拒并说明两项原因（824）；文件本身无误（997）',
    },
    async run(journey) {
      await sendInvoice(journey, 1, settlement.tooDear);
      const advice = await journey.fetchX12('jingsu', '824', { number: invoiceNumber(journey, 1) });
      same('OTI', advice.x12.first('OTI').slice(1, 4), ['TR', 'IV', invoiceNumber(journey, 1)]);
      const codes = advice.x12.all('NTE').map((nte) => nte[2] ?? '');
      says('reasons in the 824', codes.join(', '), 'CODE finance.invoice.price', 'CODE finance.invoice.quantity');
      const refused = await invoiceOf(journey, 'shen.yi', 1);
      same(
        'invoice',
        [refused.status, refused.findings.map(({ code }) => code)],
        ['refused', ['finance.invoice.price', 'finance.invoice.quantity']],
      );
      same(
        'price finding',
        [refused.findings[0]?.facts['price'], refused.findings[0]?.facts['ordered']].map((p) => plain(p ?? '')),
        [plain(settlement.tooDear.price), plain(settlement.invoice.price)],
      );
      await refuses(404, 'supplier-invoice.not-found', () => pay(journey, 'ding.lan', 1));
      await acknowledge(journey, 'jingsu', advice);
    },
  },
  {
    name: {
      en: 'The right one matches three ways: order price, accepted and agreed quantity, invoice',
      zh: '更正后的发票三单匹配：订单价、已确认合格数量、发票',
    },
    async run(journey) {
      await sendInvoice(journey, 2, settlement.invoice);
      await eventually('the invoice is matched', async () => {
        const matched = await invoiceOf(journey, 'wu.bin', 2);
        same('invoice as the supplier reads it', [matched.status, matched.findings], ['matched', []]);
        sameMoney('total', matched.total, settlement.payable, 'CNY');
      });
    },
  },
  {
    name: {
      en: 'The finance manager pays it, not who confirmed the quantities, to an account that two of the supplier agreed on; the 820 says for what',
      zh: '由财务经理付款，确认数量者不得付款；款项只付至供应商两人共同确认的账户；820 列明所付发票',
    },
    async run(journey) {
      await journey.reach(settlement.paymentDay);
      await refuses(403, 'access.not-allowed', () => pay(journey, 'shen.yi', 2));
      if (!(await hasAccount(journey))) {
        await refuses(422, 'finance.payment.no-account', () => pay(journey, 'ding.lan', 2));
        await agreeOnAccount(journey);
      }
      const paid = await pay(journey, 'ding.lan', 2);
      sameMoney('paid', paid.money, settlement.payable, 'CNY');
      same('paid to', paid.paidTo.accountNumber, settlement.account.accountNumber);
      const file = await journey.fetchX12('jingsu', '820', { number: paid.remittanceNumber });
      const { x12 } = file;
      const bpr = x12.first('BPR');
      same(
        'BPR',
        [bpr[1], plain(bpr[2] ?? ''), bpr[16]],
        ['I', plain(settlement.payable), writtenAs(journey.day(settlement.paymentDay), 'yyyymmdd')],
      );
      same('TRN02', x12.first('TRN')[2], paid.remittanceNumber);
      same(
        'RMR',
        x12
          .all('RMR')
          .map(([, qualifier, number, , amount = '', invoiced = '']) => [
            qualifier,
            number,
            plain(amount),
            plain(invoiced),
          ]),
        [['IV', invoiceNumber(journey, 2), plain(settlement.payable), plain(settlement.payable)]],
      );
      await acknowledge(journey, 'jingsu', file);
    },
  },
  {
    name: { en: 'The factory’s books balance too, and nobody else reads them', zh: '工厂账目同样平衡，且他方不可见' },
    async run(journey) {
      const entries = await booksOf(journey, 'ding.lan');
      same('whose books', [...new Set(entries.map(({ organisation }) => organisation))], ['hengda']);
      same('balances', balancesIn(entries), { ...factorysBooks });
    },
  },
];
