import type { Stage } from '@tradeloom/testing';
import { day, line, Plant, planner, sales, schedule } from './plant.fixture.ts';

describe('what decides a promise', () => {
  let plant: Plant;
  let stage: Stage;
  beforeAll(async () => {
    plant = await Plant.open();
    stage = plant.stage;
  }, 60_000);
  afterAll(() => stage?.close());

  it('is moved by the factory, and only by it', async () => {
    expect(
      (await stage.as(sales).put('/stocks/KT18-LID', { onHand: { value: '9', unit: 'PCE' }, source: 'x' })).status,
    ).toBe(403);
    expect(
      (await stage.as(planner).put('/stocks/NO-SUCH', { onHand: { value: '9', unit: 'PCE' }, source: 'x' })).status,
    ).toBe(404);
    const set = await stage
      .as(planner)
      .put('/capacities/ASSEMBLY-2', { from: day(60), until: day(61), perDay: '0', source: 'maintenance' });
    expect(set.status).toBe(204);
    const seen = await stage
      .as(planner)
      .get<{ days: object[] }>(`/capacities/ASSEMBLY-2?from=${day(59)}&to=${day(60)}`);
    expect(seen.body.days).toMatchObject([{ capacity: '20' }, { capacity: '0', free: '0' }]);
  });

  it('is published as a calendar of what can be promised, to both owners', async () => {
    await stage.as(planner).put('/stocks/KT18-LID', { onHand: { value: '120', unit: 'PCE' }, source: 'cycle count' });
    const atp = await stage.as(sales).get(`/atp?item=KT18-LID&from=${day(24)}&to=${day(25)}`);
    expect(atp.body).toMatchObject({
      item: 'KT18-LID',
      row: [{ free: '120' }, { free: '120' }],
      pegging: { supplies: [{ kind: 'on-hand', quantity: '120', source: 'cycle count' }] },
      dataAgeHours: 0,
    });
    expect((await stage.as(sales).get('/atp?item=NO-SUCH')).status).toBe(404);
    expect((await stage.as({ ...sales, organisation: 'stranger' }).get('/atp?item=KT18-LID')).status).toBe(404);
  });

  it('gives back what was held for a change whose time is over', async () => {
    await plant.receive('lapsed', [line('L1', 'KT-18', [schedule('S1', '100', day(90))])]);
    await plant.promised('lapsed');
    const before = await plant.booked();
    const deliveries = [
      { lineId: 'L1', scheduleId: 'S1', item: 'KT-18', quantity: { value: '300', unit: 'PCE' }, requested: day(90) },
    ];
    await plant.questions().holdChange({ changeId: 'change-2', orderId: 'lapsed', deliveries });
    expect(await plant.booked()).toBeGreaterThanOrEqual(before + 200);
    await stage.rows(`update production.change_holds set expires_at = '2000-01-01T00:00:00Z' where id = 'change-2'`);
    await plant.receive('next', [line('L1', 'KT-18', [schedule('S1', '10', day(90))])]);
    await plant.promised('next');
    expect(await plant.booked()).toBe(before + 10);
  });

  it('refuses to oversell', async () => {
    await plant.receive('oversold', [line('L1', 'KT18-LID', [schedule('S1', '121', day(60))])]);
    expect((await plant.promised('oversold')).schedules[0]).toMatchObject({
      promised: '',
      binding: { kind: 'stock', name: 'KT18-LID' },
      because: [{ en: 'At most 120 PCE of KT18-LID can be promised, 121 are asked for' }],
    });
  });
});
