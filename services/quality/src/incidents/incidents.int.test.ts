import type { Actor } from '@tradeloom/chassis';
import { create, orders, quality } from '@tradeloom/contracts';
import { bootService, type Stage } from '@tradeloom/testing';
import { migrations } from '../migrations/all.ts';
import { QualityModule } from '../quality.module.ts';

const person = (login: string, organisation: string, kind: Actor['kind'], role: Actor['role']): Actor => ({
  login,
  organisation,
  kind,
  role,
});
const sun = person('sun.yan', 'eastbridge', 'trader', 'merchandiser');
const zhou = person('zhou.min', 'eastbridge', 'trader', 'owner');
const tan = person('tan.hui', 'hengda', 'factory', 'quality-manager');
const qian = person('qian.wei', 'hengda', 'factory', 'owner');
const customer = person('buyer', 'harbor-pine', 'customer', 'system');
const parties = ['harbor-pine', 'eastbridge', 'hengda'];

interface Shown {
  id: string;
  status: string;
  code: string;
  shares: { organisation: string; amount: string }[];
}

describe('an incident between the owners of an order', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await bootService(QualityModule, { service: 'quality', migrations });
    await stage.today('2026-10-01');
    const of = { orderId: 'o1', number: 'TL-1', orderVersion: 1 };
    const between = { customer: 'harbor-pine', trader: 'eastbridge', factory: 'hengda' };
    await stage.publish('orders', create(orders.OrderConfirmedSchema, { ...of, ...between, lines: [] }), { parties });
  });
  afterAll(() => stage.close());

  const post = async (as: Actor, path: string, body: object) => (await stage.as(as).post<Shown>(path, body)).body;
  const claim = { orderId: 'o1', text: 'Lids crack', claimed: { amount: '4000', currency: 'USD' } };
  const reported = async (): Promise<string> => {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const { status, body } = await stage.as(sun).post<Shown>('/incidents', claim);
      if (status === 201) return body.id;
      if (Date.now() > deadline) throw new Error(`the order is not known: ${status}`);
    }
  };

  it('is shared as both agree, on the evidence of both', async () => {
    const id = await reported();
    const at = (step: string) => `/incidents/${id}/${step}`;
    const split = { factoryPercent: '70', reason: 'mould worn, packed damp' };
    expect((await post(zhou, at('proposals'), split)).code).toBe('quality.incident.no-evidence');
    await post(tan, at('evidence'), { reference: 'mould log 2026-07' });
    await post(sun, at('evidence'), { reference: 'inspection report VR-118' });
    expect(await post(zhou, at('proposals'), split)).toMatchObject({ status: 'proposed' });
    expect((await post(zhou, at('acceptance'), { round: 1 })).code).toBe('quality.incident.same-side');
    expect((await stage.as(tan).post(at('acceptance'), { round: 1 })).status).toBe(403);
    expect(await post(qian, at('acceptance'), { round: 1 })).toMatchObject({ status: 'agreed' });
    expect(await stage.published(quality.LiabilityAgreedSchema)).toMatchObject({
      incidentId: id,
      customer: 'harbor-pine',
      claimed: { amount: '4000.00' },
      shares: [
        { organisation: 'hengda', amount: { amount: '2800.00' } },
        { organisation: 'eastbridge', amount: { amount: '1200.00' } },
      ],
    });
    expect((await stage.as(qian).get<{ incidents: Shown[] }>('/incidents?order=o1')).body.incidents).toMatchObject([
      { id, shares: [{ amount: '2800.00' }, { amount: '1200.00' }] },
    ]);
  });

  it('is nobody else’s to read, and is withdrawn by who reported it', async () => {
    const id = await reported();
    expect((await stage.as(customer).get(`/incidents/${id}`)).status).toBe(404);
    expect((await stage.as({ ...tan, organisation: 'stranger' }).get(`/incidents/${id}`)).status).toBe(404);
    expect((await post(tan, `/incidents/${id}/withdrawal`, { reason: 'no' })).code).toBe('quality.incident.not-yours');
    expect(await post(zhou, `/incidents/${id}/withdrawal`, { reason: 'settled by the insurer' })).toMatchObject({
      status: 'withdrawn',
    });
    expect((await post(sun, '/incidents', { ...claim, lotId: 'nobody’s' })).code).toBe('lot.not-found');
  });
});
