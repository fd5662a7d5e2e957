import { readFileSync } from 'node:fs';
import type { Actor } from '@tradeloom/chassis';
import { create, gateway, type MessageInitShape, production, quality } from '@tradeloom/contracts';
import { bootService, type Stage } from '@tradeloom/testing';
import { migrations } from '../migrations/all.ts';
import { QualityModule } from '../quality.module.ts';

const masterData = new URL('../../../../deploy/demo/master-data/quality.json', import.meta.url);
const person = (login: string, organisation: string, kind: Actor['kind'], role: Actor['role']): Actor => ({
  login,
  organisation,
  kind,
  role,
});
const chao = person('ma.chao', 'hengda', 'factory', 'inspector');
const yu = person('yu.hong', 'jinfeng', 'supplier', 'supplier-clerk');
const wu = person('wu.bin', 'jingsu', 'supplier', 'supplier-clerk');
const ivy = person('ivy.tang', 'verity', 'inspection', 'inspector');
const sides = { parties: ['jinfeng', 'hengda'] };

type Tested = MessageInitShape<typeof gateway.TestedCharacteristicSchema>;
const thickness: Tested = {
  name: 'Thickness',
  method: 'ISO 2178',
  minimum: '0.58',
  maximum: '0.62',
  unit: 'MMT',
  measurements: ['0.59', '0.62', '0.58'],
  verdict: 'conforming',
};

interface Seen {
  certificates: { reportNumber: string; verdict: string; findings: { code: string; facts: object }[] }[];
}

describe('what a supplier measured on his lots', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await bootService(QualityModule, { service: 'quality', migrations });
    await stage.seed(JSON.parse(readFileSync(masterData, 'utf8')));
    await stage.today('2026-12-28');
  }, 60_000);
  afterAll(() => stage?.close());

  const report = (reportNumber: string, lot: string, characteristics: Tested[], more: object = {}) =>
    stage.publish(
      'gateway',
      create(gateway.TestResultsReportedSchema, {
        ref: { interchangeId: 'ic-1', messageType: '863' },
        supplier: 'jinfeng',
        receiver: 'hengda',
        reportNumber,
        reportDate: '2026-12-27',
        shipmentNumber: 'DN-9',
        items: [{ line: '1', buyerItem: 'KT18-BASE', lot, characteristics }],
        ...more,
      }),
      sides,
    );
  const judged = (reportNumber: string, verdict: string) =>
    stage.published(quality.CertificateJudgedSchema, (e) => e.reportNumber === reportNumber && e.verdict === verdict);
  const receive = (receiptId: string, lot: string) =>
    stage.publish(
      'production',
      create(production.GoodsReceivedSchema, {
        receiptId,
        orderId: `o-${receiptId}`,
        supplier: 'jinfeng',
        factory: 'hengda',
        lines: [{ line: '1', item: 'KT18-BASE', lot, received: { value: '1200', unit: 'PCE' } }],
      }),
      sides,
    );
  const lotsOf = async (as: Actor, order: string) => {
    const { body } = await stage.as(as).get<{ lots: (Seen & { id: string })[] }>(`/lots?order=${order}`);
    return body.lots;
  };
  const arrived = async (order: string): Promise<void> => {
    while ((await lotsOf(chao, order)).length === 0) await new Promise((resolve) => setImmediate(resolve));
  };

  it('stands with the lot once it has arrived, and with its incoming inspection', async () => {
    await report('COA-1', 'A7', [thickness]);
    expect(await judged('COA-1', 'conforming')).toMatchObject({ lot: 'A7', orderId: '', findings: [] });
    await receive('r1', 'A7');
    await arrived('o-r1');
    const [lot] = await lotsOf(chao, 'o-r1');
    expect(lot?.certificates).toMatchObject([
      {
        reportNumber: 'COA-1',
        verdict: 'conforming',
        shipmentNumber: 'DN-9',
        characteristics: [
          {
            name: 'Thickness',
            method: 'ISO 2178',
            minimum: '0.58',
            maximum: '0.62',
            unit: 'MMT',
            verdict: 'conforming',
          },
        ],
      },
    ]);
    const plan = { kind: 'incoming', receiptId: 'r1', line: '1', inspectionHouse: 'verity' };
    const planned = await stage.as(chao).post<{ id: string }>('/inspections', plan);
    const inspection = await stage.as(ivy).get<Seen>(`/inspections/${planned.body.id}`);
    expect(inspection.body.certificates).toMatchObject([{ reportNumber: 'COA-1', verdict: 'conforming' }]);
    expect((await stage.as(yu).get<Seen>(`/lots/${lot?.id}`)).body.certificates).toHaveLength(1);
    expect((await stage.as(wu).get<Seen>('/certificates')).body.certificates).toEqual([]);
  });

  it('is judged by its figures, not by what it says of itself', async () => {
    await receive('r2', 'B1');
    await arrived('o-r2');
    await report('COA-2', 'B1', [
      { ...thickness, measurements: ['0.59', '0.63'] },
      { name: 'Surface', measurements: [], remark: 'no cracks', verdict: 'conforming' },
    ]);
    const event = await judged('COA-2', 'nonconforming');
    expect(event).toMatchObject({ orderId: 'o-r2', supplier: 'jinfeng', receiver: 'hengda' });
    expect(event.findings).toMatchObject([
      { code: 'quality.certificate.outside-limits', facts: { value: '0.63', minimum: '0.58', maximum: '0.62' } },
      { code: 'quality.certificate.verdict-contradicted', facts: { stated: 'conforming' } },
    ]);
    const [lot] = await lotsOf(yu, 'o-r2');
    expect(lot).toMatchObject({ verdict: 'waiting', certificates: [{ verdict: 'nonconforming' }] });
    expect(lot?.certificates[0]?.findings.map((f) => f.code)).toEqual(event.findings.map((f) => f.code));
  });

  it('is replaced by a report of a later day, and by none of an earlier one', async () => {
    await report('COA-2', 'B1', [{ ...thickness, measurements: ['0.60'] }], { reportDate: '2026-12-28' });
    await judged('COA-2', 'conforming');
    await report('COA-2', 'B1', [{ ...thickness, measurements: ['9'] }]);
    await report('COA-3', '', [thickness]);
    await judged('COA-3', 'conforming');
    const of = async (number: string) =>
      (await stage.as(chao).get<Seen>(`/certificates?report=${number}`)).body.certificates;
    expect(await of('COA-2')).toMatchObject([{ verdict: 'conforming', reportDate: '2026-12-28' }]);
    expect(await of('COA-3')).toMatchObject([{ lot: '', verdict: 'conforming' }]);
    expect((await lotsOf(chao, 'o-r2'))[0]?.certificates).toHaveLength(1);
  });
});
