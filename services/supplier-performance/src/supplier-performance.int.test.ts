import { readFileSync } from 'node:fs';
import type { Actor } from '@tradeloom/chassis';
import { create, performance, production, quality } from '@tradeloom/contracts';
import { bootService, type Stage } from '@tradeloom/testing';
import { migrations } from './migrations/all.ts';
import type { Scorecard } from './scorecards/scorecard.rules.ts';
import { SupplierPerformanceModule } from './supplier-performance.module.ts';

const masterData = new URL('../../../deploy/demo/master-data/supplier_performance.json', import.meta.url);
const person = (login: string, organisation: string, kind: Actor['kind'], role: Actor['role']): Actor => ({
  login,
  organisation,
  kind,
  role,
});
const tan = person('tan.hui', 'hengda', 'factory', 'quality-manager');
const yu = person('yu.hong', 'jinfeng', 'supplier', 'supplier-clerk');
const wu = person('wu.bin', 'jingsu', 'supplier', 'supplier-clerk');

const pieces = (value: string) => ({ value, unit: 'PCE' });
const orderOf = (supplier: string) => ({
  outsourcingOrderId: `os-${supplier}`,
  number: `OS-${supplier}`,
  orderId: 'o1',
  supplier,
  factory: 'hengda',
});
const both = (supplier: string) => ({ parties: ['hengda', supplier] });

describe('supplier performance, from the orders that go out to the rectification', () => {
  let stage: Stage;
  const tell = (supplier: string, event: Parameters<Stage['publish']>[1]) =>
    stage.publish('production', event, both(supplier));

  const goesOut = async (supplier: string): Promise<void> => {
    const lines = [{ line: '1', item: 'KT18-BASE', quantity: pieces('2000'), due: '2026-12-28' }];
    const order = { ...orderOf(supplier), lines };
    await tell(
      supplier,
      create(production.OutsourcingOrderPlacedSchema, { ...order, trader: 'eastbridge', orderDate: '2026-12-07' }),
    );
    const answer = { ...order, outcome: 'accepted', placedOn: '2026-12-07', acknowledgedOn: '2026-12-08' };
    await tell(supplier, create(production.OutsourcingOrderAcknowledgedSchema, answer));
  };

  const arrives = async (supplier: string, receivedOn: string): Promise<void> => {
    const receipt = { ...orderOf(supplier), receiptId: `r-${supplier}`, number: `GR-${supplier}`, receivedOn };
    const line = { line: '1', item: 'KT18-BASE', lot: 'A' };
    await tell(
      supplier,
      create(production.GoodsReceivedSchema, { ...receipt, lines: [{ ...line, received: pieces('2000') }] }),
    );
    const inspection = {
      inspectionId: `i-${supplier}`,
      kind: 'incoming',
      orderId: 'o1',
      receiptId: receipt.receiptId,
      supplier,
    };
    const verdict = {
      item: 'KT18-BASE',
      lot: 'A',
      line: '1',
      attempt: 1,
      verdict: 'accepted',
      concludedOn: receivedOn,
    };
    await stage.publish(
      'quality',
      create(quality.InspectionConcludedSchema, { ...inspection, ...verdict }),
      both(supplier),
    );
    await tell(
      supplier,
      create(production.ReceiptSettledSchema, {
        ...receipt,
        lines: [{ ...line, received: '2000', accepted: '1990', rejected: '10' }],
      }),
    );
  };
  const drawn = (supplier: string, score: string) =>
    stage.published(performance.ScorecardDrawnSchema, (event) => event.supplier === supplier && event.score === score);
  const cardOf = async (as: Actor, supplier: string) => {
    const { body } = await stage
      .as(as)
      .get<{ scorecards: (Scorecard & { rolling: string })[] }>(`/suppliers/${supplier}/scorecards?period=2026-12`);
    return body.scorecards[0];
  };
  const settled = async (as: Actor, supplier: string) => {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const card = await cardOf(as, supplier);
      if (card?.subScores[1]?.measures['ppm'] === '5000' && card.subScores[1].score !== null) return card;
      if (Date.now() > deadline) throw new Error(`the receipt of ${supplier} was not scored in time`);
    }
  };

  beforeAll(async () => {
    stage = await bootService(SupplierPerformanceModule, { service: 'supplier_performance', migrations });
    await stage.seed(JSON.parse(readFileSync(masterData, 'utf8')));
    await stage.today('2026-12-08');
    for (const supplier of ['jingsu', 'jinfeng']) await goesOut(supplier);
    for (const supplier of ['jingsu', 'jinfeng']) await drawn(supplier, '100.00');
  });
  afterAll(() => stage.close());

  it('does not hold a warning that was cleared against a supplier who delivers in time', async () => {
    const warning = { ...orderOf('jingsu'), warningId: 'w1', subject: 'KT18-BODY' };
    await tell('jingsu', create(production.EarlyWarningRaisedSchema, warning));
    await tell('jingsu', create(production.EarlyWarningClearedSchema, warning));
    await stage.today('2026-12-27');
    await arrives('jingsu', '2026-12-27');
    const card = await settled(wu, 'jingsu');
    expect(card).toMatchObject({ score: '100.00', band: 'A', warnings: { raised: 1, cleared: 1 }, rolling: '100.0' });
    expect(card?.subScores.map(({ criterion, score, events }) => [criterion, score, events.length])).toEqual([
      ['delivery', '100.00', 1],
      ['quality', '100.00', 1],
      ['response', '100.00', 1],
    ]);
  });

  it('holds a late receipt against a supplier and asks for a rectification, once', async () => {
    await stage.today('2026-12-30');
    await arrives('jinfeng', '2026-12-30');
    const opened = await stage.published(
      performance.RectificationOpenedSchema,
      ({ supplier }) => supplier === 'jinfeng',
    );
    expect(opened).toMatchObject({ period: '2026-12', factory: 'hengda', answerDue: '2027-01-06', orderId: 'o1' });
    await drawn('jinfeng', '60.00');
    expect(stage.soFar(performance.RectificationOpenedSchema)).toHaveLength(1);
    expect(await cardOf(yu, 'jinfeng')).toMatchObject({ score: '60.00', band: 'C' });
  });

  it('takes the supplier’s answer and the factory’s verification', async () => {
    const { body } = await stage
      .as(yu)
      .get<{ rectifications: { id: string; status: string }[] }>('/rectifications?supplier=jinfeng');
    const { id = '' } = body.rectifications[0] ?? {};
    const answer = { cause: 'press broke', containment: 'sorted', correction: 'repaired', prevention: 'spare die' };
    expect((await stage.as(wu).post(`/rectifications/${id}/answer`, answer)).status).toBe(404);
    expect((await stage.as(yu).post(`/rectifications/${id}/answer`, answer)).body).toMatchObject({
      status: 'answered',
    });
    const verdict = { verdict: 'effective', remark: 'seen running' };
    expect((await stage.as(tan).post(`/rectifications/${id}/verification`, verdict)).body).toMatchObject({
      status: 'closed',
    });
    await stage.published(performance.RectificationVerifiedSchema, ({ rectificationId }) => rectificationId === id);
  });

  it('counts what a silent supplier did not deliver, the day after it was due, without anybody asking', async () => {
    const silent = { ...orderOf('jinfeng'), outsourcingOrderId: 'os-silent', number: 'OS-silent' };
    const lines = [{ line: '1', item: 'KT18-BASE', quantity: pieces('100'), due: '2027-01-11' }];
    const placed = { ...silent, lines, trader: 'eastbridge', orderDate: '2026-12-30' };
    await tell('jinfeng', create(production.OutsourcingOrderPlacedSchema, placed));
    const answer = { ...silent, lines, outcome: 'accepted', acknowledgedOn: '2026-12-30' };
    await tell('jinfeng', create(production.OutsourcingOrderAcknowledgedSchema, answer));
    const inJanuary = ({ supplier, period }: performance.ScorecardDrawn) =>
      supplier === 'jinfeng' && period === '2027-01';
    await stage.today('2027-01-11');
    expect(stage.soFar(performance.ScorecardDrawnSchema).filter(inJanuary)).toEqual([]);
    await stage.today('2027-01-12');
    const card = await stage.published(performance.ScorecardDrawnSchema, inJanuary);
    expect(card).toMatchObject({ score: '0.00', band: 'D' });
  });

  it('takes back what it said of a month that an agreed change has left nothing in', async () => {
    const moved = { ...orderOf('jingsu'), outsourcingOrderId: 'os-moved', number: 'OS-moved' };
    const lines = [{ line: '1', item: 'KT18-BASE', quantity: pieces('100'), due: '2027-02-10' }];
    const said = (score: string, period: string) =>
      stage.published(
        performance.ScorecardDrawnSchema,
        (event) => event.supplier === 'jingsu' && event.period === period && event.score === score,
      );
    await stage.today('2027-02-01');
    const placed = { ...moved, lines, trader: 'eastbridge', orderDate: '2027-01-20' };
    await tell('jingsu', create(production.OutsourcingOrderPlacedSchema, placed));
    const answer = { ...moved, lines, outcome: 'accepted', acknowledgedOn: '2027-01-20' };
    await tell('jingsu', create(production.OutsourcingOrderAcknowledgedSchema, answer));
    await said('100.00', '2027-01');
    await stage.today('2027-02-12');
    const change = { ...moved, changeNumber: 'C1', lines: [{ ...lines[0], due: '2027-03-10' }] };
    await tell('jingsu', create(production.OutsourcingOrderChangedSchema, change));
    await said('0.00', '2027-02');
    await tell(
      'jingsu',
      create(production.OutsourcingChangeAcknowledgedSchema, { ...moved, changeNumber: 'C1', outcome: 'accepted' }),
    );
    await said('', '2027-02');
    const { body } = await stage.as(wu).get<{ scorecards: Scorecard[] }>('/suppliers/jingsu/scorecards?period=2027-02');
    expect(body.scorecards).toMatchObject([{ score: null, band: null, asksRectification: false }]);
  });

  it('shows a supplier nothing about another', async () => {
    expect(await cardOf(wu, 'jinfeng')).toBeUndefined();
    expect(
      (await stage.as(wu).get<{ rectifications: [] }>('/rectifications?supplier=jinfeng')).body.rectifications,
    ).toEqual([]);
  });

  it('refuses weights that do not sum to 100, and draws by the factory’s own policy', async () => {
    const { body: policy } = await stage.as(tan).get('/scoring-policy');
    const { weights, bands, delivery, responseMinutes, answerWorkingDays } = policy;
    const body = {
      weights,
      bands,
      delivery,
      responseMinutes,
      answerWorkingDays,
      tolerance: { lateDays: 2, shortPercent: '0', overPercent: '5' },
    };
    const wrong = await stage
      .as(tan)
      .put<{ code: string }>('/scoring-policy', { ...body, weights: [{ criterion: 'delivery', weight: '99' }] });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'performance.policy.weights']);
    expect((await stage.as(tan).put('/scoring-policy', body)).status).toBe(200);
    const redrawn = await stage.as(tan).post<Scorecard>('/suppliers/jinfeng/scorecards', { period: '2026-12' });
    expect(redrawn.body).toMatchObject({ score: '100.00', band: 'A' });
  });
});
