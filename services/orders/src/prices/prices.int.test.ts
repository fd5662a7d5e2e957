import { orders } from '@tradeloom/contracts';
import { boss, customer, type Person, Scene, sales, stranger, supervisor } from '../../test/scene.ts';

const factoryOwner: Person = { login: 'gao.jun', organisation: 'hengda', kind: 'factory', role: 'owner' };
const financeManager: Person = { ...boss, login: 'feng.rui', role: 'finance-manager' };
const exportList = 'eastbridge-harbor-pine-2026';
const purchaseList = 'hengda-eastbridge-2026';

interface Change {
  id: string;
  status: string;
  code?: string;
}

interface Quoted {
  promises: { unitPrice: string }[];
}

describe('prices of a company', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
  }, 60_000);
  beforeEach(() => scene.nextDay());
  afterAll(() => scene.close());

  const propose = (by: Person, priceList: string, from: string, unitPrice: string) =>
    scene.stage.as(by).post<Change>('/price-changes', {
      priceList,
      from,
      prices: [{ item: 'KT-18', tiers: [{ from: '1', unitPrice }] }],
      reason: 'steel',
    });
  const approve = (by: Person, id: string) => scene.stage.as(by).post<Change>(`/price-changes/${id}/approval`);
  const priceOf = async (list: string): Promise<string | undefined> => {
    const { body } = await scene.stage.as(supervisor).get<{
      items: { id: string; prices: { item: string; tiers: { unitPrice: string }[] }[] }[];
    }>('/price-lists');
    const found = body.items.find(({ id }) => id === list);
    return found?.prices.find(({ item }) => item === 'KT-18')?.tiers[0]?.unitPrice;
  };
  const quoted = async (): Promise<string | undefined> => {
    const { body } = await scene.stage.as(sales).post<Quoted>('/quotes', {
      customer: 'harbor-pine',
      lines: [{ item: 'KT-18', quantity: { value: '100', unit: 'PCE' }, requested: '2027-03-01' }],
    });
    return body.promises[0]?.unitPrice;
  };

  it('stay while one person alone wants others, and change when a second one agrees', async () => {
    const today = await scene.nextDay();
    const before = await quoted();
    const { status, body } = await propose(sales, exportList, today, '16.20');
    expect([status, body.status]).toEqual([201, 'proposed']);
    expect(await quoted()).toBe(before);
    expect((await approve(sales, body.id)).status).toBe(403);
    expect((await approve({ ...supervisor, login: sales.login }, body.id)).body.code).toBe(
      'orders.price-change.four-eyes',
    );
    expect(await quoted()).toBe(before);
    expect((await approve(supervisor, body.id)).body.status).toBe('approved');
    expect(await quoted()).toBe('16.20');
    expect(await priceOf(exportList)).toBe('15.60');
    await expect(
      scene.stage.published(orders.PriceListChangedSchema, (e) => e.changeId === body.id),
    ).resolves.toMatchObject({ priceList: exportList, proposedBy: 'chen.li', approvedBy: ['zhou.min'] });
  });

  it('are nothing to those who are not party to them, nor to a system', async () => {
    expect((await propose(stranger, exportList, '2028-01-01', '1')).status).toBe(404);
    expect((await propose(factoryOwner, exportList, '2028-01-01', '1')).status).toBe(404);
    expect((await propose(customer, exportList, '2028-01-01', '1')).status).toBe(403);
    const { body } = await scene.stage.as(stranger).get<{ items: unknown[] }>('/price-changes');
    expect(body.items).toEqual([]);
  });

  it('stay when the second person says no, and the change with its reason is kept', async () => {
    const { id } = (await propose(sales, purchaseList, '2027-05-01', '90.00')).body;
    const { body } = await scene.stage.as(boss).post<Change>(`/price-changes/${id}/rejection`, { reason: 'too dear' });
    expect(body).toMatchObject({ status: 'rejected', rejectedBecause: 'too dear' });
    expect((await approve(supervisor, id)).body.code).toBe('orders.price-change.decided');
    expect(await priceOf(id)).toBeUndefined();
    await expect(
      scene.stage.published(orders.PriceChangeRejectedSchema, (e) => e.changeId === id),
    ).resolves.toMatchObject({ rejectedBy: 'wang.lei', reason: 'too dear' });
  });

  it('between two companies take both, whoever proposes', async () => {
    const { id } = (await propose(factoryOwner, purchaseList, '2027-06-01', '84.00')).body;
    expect((await approve(factoryOwner, id)).body.code).toBe('orders.price-change.four-eyes');
    expect((await approve(boss, id)).body.status).toBe('proposed');
    expect(await priceOf(id)).toBeUndefined();
    const second: Person = { ...factoryOwner, login: 'ding.lan', role: 'finance-manager' };
    expect((await approve(second, id)).body.status).toBe('approved');
    expect(await priceOf(id)).toBe('84.00');
  });

  it('change once when two changes of one list are agreed to at the same time', async () => {
    const { items } = (await scene.stage.as(boss).get<{ items: { id: string }[] }>('/price-lists?buyer=harbor-pine'))
      .body;
    const newest = items[0]?.id ?? '';
    const one = (await propose(sales, newest, '2028-01-01', '17')).body.id;
    const other = (await propose(sales, newest, '2028-01-01', '18')).body.id;
    const answers = await Promise.all([approve(boss, one), approve(financeManager, other)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { body } = await scene.stage.as(boss).get<{ items: Change[] }>('/price-changes?status=proposed');
    expect(body.items).toHaveLength(1);
  });
});
