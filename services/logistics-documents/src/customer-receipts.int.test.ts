import type { Actor } from '@tradeloom/chassis';
import { create, gateway, logistics } from '@tradeloom/contracts';
import { bootService, type Stage } from '@tradeloom/testing';
import { answeringFinance } from '../test/answering-finance.ts';
import { rowOf } from '../test/rows.ts';
import { loadedShipment, masterData, openedShipment, withDraft } from '../test/scene.ts';
import { LogisticsDocumentsModule } from './logistics-documents.module.ts';
import { migrations } from './migrations/all.ts';

const person = (organisation: string, kind: Actor['kind']): Actor => ({
  login: organisation,
  organisation,
  kind,
  role: 'owner',
});
const trader = person('eastbridge', 'trader');
const customer = person('harbor-pine', 'customer');

const sides = { parties: ['harbor-pine', 'eastbridge'] };
const shipped = { ...withDraft(loadedShipment()), status: 'on-board', onBoardOn: '2027-02-05' };
const planned = { ...openedShipment(), id: 'shipment-2', number: 'SH-00002', onBoardOn: null };

const ref = { interchangeId: 'in-1', messageType: '861', messageControl: '0001', groupControl: '7' };
const kettles = {
  orderNumber: 'PO-4711',
  line: '1',
  received: '1190',
  accepted: '1187',
  rejected: '3',
  damaged: '3',
  unit: 'PCE',
  reason: 'Dented lids',
};
const toasters = { orderNumber: 'PO-4711', line: '2', received: '502', accepted: '502', rejected: '0', unit: 'PCE' };
const report = (receiptNumber: string, lines: (typeof kettles | typeof toasters)[], shipmentNumber = 'SH-00001') =>
  create(gateway.ReceiptReportedSchema, {
    ref,
    customer: 'harbor-pine',
    seller: 'eastbridge',
    receiptNumber,
    receiptDate: '2027-03-02',
    shipmentNumber,
    lines,
  });

interface Seen {
  lines: Record<string, unknown>[];
  reports: { number: string; revision: number }[];
}

describe('what the customer says he received', () => {
  let stage: Stage;
  let financeService: Awaited<ReturnType<typeof answeringFinance>>;

  beforeAll(async () => {
    financeService = await answeringFinance(() => ({ outcome: 'ok' }));
    stage = await bootService(LogisticsDocumentsModule, {
      service: 'logistics_documents',
      migrations,
      env: { ARCHIVE_DIR: '/nowhere', ...financeService.env },
    });
    await stage.seed({ ...masterData, 'logistics_documents.shipments': [rowOf(shipped), rowOf(planned)] });
    await stage.today('2027-03-02');
  });
  afterAll(async () => {
    await stage.close();
    financeService.stop();
  });

  const recorded = (number: string, revision = 1) =>
    stage.published(
      logistics.CustomerReceiptRecordedSchema,
      (e) => e.receiptNumber === number && e.revision === revision,
    );
  const seen = async (by = trader) => (await stage.as(by).get<Seen>('/shipments/shipment-1/customer-receipt')).body;
  const refusalOf = (number: string) =>
    stage.published(logistics.DocumentRefusedSchema, (e) => e.documentNumber === number);

  it('says of no line that something is missing before there is a report', async () => {
    expect((await seen()).lines.map((l) => [l['shipped'], l['reported'], l['short'], l['differs']])).toEqual([
      ['1200', false, '0', false],
      ['500', false, '0', false],
    ]);
  });

  it('is set against what was shipped, and told to both sides of the contract', async () => {
    await stage.publish('gateway', report('RC-1', [kettles, toasters]), sides);
    expect(await recorded('RC-1')).toMatchObject({
      shipmentId: 'shipment-1',
      orderId: 'order-1',
      differs: true,
      summary: {
        en: 'line 1 short 10 PCE, damaged 3 PCE; line 2 over 2 PCE',
        zh: '第 1 行短少 10 PCE、破损 3 PCE；第 2 行溢交 2 PCE',
      },
      lines: [
        { lineId: 'line-1', shipped: '1200', received: '1190', short: '10', damaged: '3', reason: 'Dented lids' },
        { lineId: 'line-2', shipped: '500', received: '502', over: '2' },
      ],
    });
    expect(await seen(customer)).toEqual(await seen());
    for (const other of [person('hengda', 'factory'), person('westbridge', 'trader')])
      expect((await stage.as(other).get('/shipments/shipment-1/customer-receipt')).status).toBe(404);
  });

  it('said again changes nothing; corrected, both versions stay and the later one counts', async () => {
    await stage.publish('gateway', report('RC-1', [kettles, toasters]), sides);
    const found = { ...kettles, received: '1200', accepted: '1197' };
    await stage.publish('gateway', report('RC-1', [found, toasters]), sides);
    expect(await recorded('RC-1', 2)).toMatchObject({ lines: [{ short: '0', damaged: '3' }, { over: '2' }] });
    expect((await seen()).reports.map(({ number, revision }) => [number, revision])).toEqual([
      ['RC-1', 1],
      ['RC-1', 2],
    ]);
    expect(stage.soFar(logistics.CustomerReceiptRecordedSchema)).toHaveLength(2);
  });

  it('adds up over several reports of one shipment, found by its bill of lading too', async () => {
    const more = { ...toasters, received: '1', accepted: '1' };
    await stage.publish('gateway', report('RC-2', [more], 'SNLNGB2701234'), sides);
    expect((await recorded('RC-2')).lines).toMatchObject([{ received: '1200' }, { received: '503', over: '3' }]);
  });

  it.each([
    ['an unknown shipment', report('BAD-1', [kettles], 'SH-99999'), 'logistics.shipment.unknown'],
    ['goods that have not left', report('BAD-2', [kettles], 'SH-00002'), 'logistics.receipt.not-shipped'],
    ['a line it does not hold', report('BAD-3', [{ ...kettles, line: '9' }]), 'logistics.receipt.unknown-line'],
    ['another unit', report('BAD-4', [{ ...kettles, unit: 'CTN' }]), 'logistics.receipt.other-unit'],
    ['sums that are none', report('BAD-5', [{ ...kettles, accepted: '1' }]), 'logistics.receipt.does-not-add-up'],
  ])('is refused with its place for %s', async (_, event, code) => {
    await stage.publish('gateway', event, sides);
    const refusal = await refusalOf(event.receiptNumber);
    expect(refusal).toMatchObject({ partner: 'harbor-pine', receiver: 'eastbridge', ref: { interchangeId: 'in-1' } });
    expect(refusal.findings.map((f) => f.code)).toEqual([code]);
    expect((await seen()).reports).toHaveLength(3);
  });
});
