import type { Actor } from '@tradeloom/chassis';
import { create, gateway, logistics, type MessageInitShape } from '@tradeloom/contracts';
import { bootService, type Stage, until } from '@tradeloom/testing';
import { answeringFinance } from '../test/answering-finance.ts';
import { rowOf } from '../test/rows.ts';
import { loadedShipment, masterData, withDraft } from '../test/scene.ts';
import { LogisticsDocumentsModule } from './logistics-documents.module.ts';
import { migrations } from './migrations/all.ts';

const person = (organisation: string, kind: Actor['kind']): Actor => ({
  login: organisation,
  organisation,
  kind,
  role: 'owner',
});
const sides = { parties: ['sinolink', 'eastbridge'] };
const ref = { interchangeId: 'in-1', messageType: 'IFTSTA', messageControl: '1', groupControl: '' };

type Event = MessageInitShape<typeof gateway.TransportStatusEventSchema>;
const arrival = (at: string, timing = 'estimated'): Event => ({ event: 'arrived', timing, at, place: 'USLGB' });
const report = (statusNumber: string, reportedAt: string, events: Event[], numbers = {}) =>
  create(gateway.TransportStatusReportedSchema, {
    ref,
    forwarder: 'sinolink',
    shipper: 'eastbridge',
    statusNumber,
    reportedAt,
    consignments: [{ consignment: 'SNL-CONS-1', booking: 'SNL270101', events, ...numbers }],
  });

interface Dates {
  milestones: {
    milestone: string;
    place: string;
    planned: string | null;
    estimated: { at: string } | null;
    actual: { at: string } | null;
  }[];
  lateArrival?: object | null;
}

describe('where the goods are', () => {
  let stage: Stage;
  let financeService: Awaited<ReturnType<typeof answeringFinance>>;

  beforeAll(async () => {
    financeService = await answeringFinance(() => ({ outcome: 'ok' }));
    stage = await bootService(LogisticsDocumentsModule, {
      service: 'logistics_documents',
      migrations,
      env: { ARCHIVE_DIR: '/nowhere', ...financeService.env },
    });
    await stage.seed({ ...masterData, 'logistics_documents.shipments': [rowOf(withDraft(loadedShipment()))] });
    await stage.today('2027-02-06');
  });
  afterAll(async () => {
    await stage.close();
    financeService.stop();
  });

  const dates = async (kind: Actor['kind'] = 'trader', organisation = 'eastbridge') =>
    (await stage.as(person(organisation, kind)).get<Dates>('/shipments/shipment-1/transport')).body;
  const of = async (milestone: string) => (await dates()).milestones.find((one) => one.milestone === milestone);
  const told = (at: string) => stage.published(logistics.ShipmentMilestoneReportedSchema, (e) => e.at === at);
  const lateTold = () => stage.soFar(logistics.ShipmentArrivalEndangeredSchema).length;

  it('is planned by the booking before anybody reports', async () => {
    expect((await dates()).milestones.map((m) => [m.milestone, m.place, m.planned, m.estimated, m.actual])).toEqual([
      ['gate-in', 'CNNGB', '2027-02-03', null, null],
      ['departed', 'CNNGB', '2027-02-05', null, null],
      ['arrived', 'USLGB', '2027-02-23', null, null],
    ]);
  });

  it('is reported by the forwarder: planned, expected and actual dates stay beside each other', async () => {
    const gateIn = { event: 'gate-in', timing: 'actual', at: '2027-02-03T09:00:00+08:00', place: 'CNNGB' };
    const departed = { event: 'departed', timing: 'actual', at: '2027-02-05T22:00:00+08:00', place: 'CNNGB' };
    const events = [{ ...gateIn, containers: ['MSKU9070323'] }, departed, arrival('2027-02-22T08:00:00-08:00')];
    await stage.publish('gateway', report('ST-1', '2027-02-06T01:00:00Z', events), sides);
    expect(await told(departed.at)).toMatchObject({
      orderId: 'order-1',
      milestone: 'departed',
      timing: 'actual',
      what: { en: 'departed 2027-02-05 CNNGB', zh: '已开航 2027-02-05 CNNGB' },
    });
    await told('2027-02-22T08:00:00-08:00');
    expect(await of('arrived')).toMatchObject({
      planned: '2027-02-23',
      estimated: { at: '2027-02-22T08:00:00-08:00' },
      actual: null,
    });
    expect(await of('gate-in')).toMatchObject({ planned: '2027-02-03', container: 'MSKU9070323' });
    for (const [kind, organisation] of [
      ['customer', 'harbor-pine'],
      ['factory', 'hengda'],
      ['forwarder', 'sinolink'],
    ] as const)
      expect((await dates(kind, organisation)).milestones).toHaveLength(3);
    expect((await stage.as(person('westbridge', 'trader')).get('/shipments/shipment-1/transport')).status).toBe(404);
    expect(lateTold()).toBe(0);
  });

  it('is late: both owners are told, once', async () => {
    const late = report('ST-3', '2027-02-10T01:00:00Z', [arrival('2027-02-27T08:00:00-08:00')]);
    await stage.publish('gateway', late, sides);
    expect(await stage.published(logistics.ShipmentArrivalEndangeredSchema)).toMatchObject({
      promised: '2027-02-23',
      expected: '2027-02-27',
      days: 4,
      owners: ['eastbridge', 'hengda'],
    });
    await stage.publish(
      'gateway',
      report('ST-4', '2027-02-11T01:00:00Z', [arrival('2027-02-28T08:00:00-08:00')]),
      sides,
    );
    await told('2027-02-28T08:00:00-08:00');
    expect(lateTold()).toBe(1);
    expect((await dates()).lateArrival).toMatchObject({ promised: '2027-02-23', expected: '2027-02-28' });
    expect((await dates('customer', 'harbor-pine')).lateArrival).toBeUndefined();
  });

  it('an older report that comes late never overwrites a newer one, even one that only confirmed a date', async () => {
    const confirmed = report('ST-6', '2027-02-13T01:00:00Z', [arrival('2027-02-28T08:00:00-08:00')]);
    await stage.publish('gateway', confirmed, sides);
    await until('it is as fresh as that', async () => {
      const { estimated } = (await of('arrived')) ?? {};
      return (estimated as { reportedAt?: string } | null)?.reportedAt === '2027-02-13T01:00:00Z';
    });
    const older = [arrival('2027-02-20T08:00:00-08:00'), { ...arrival('2027-02-12T00:00:00Z'), event: 'en-route' }];
    await stage.publish('gateway', report('ST-5', '2027-02-12T01:00:00Z', older), sides);
    await told('2027-02-12T00:00:00Z');
    expect(await of('arrived')).toMatchObject({ estimated: { at: '2027-02-28T08:00:00-08:00' } });
  });

  it('is on time again, and late again: that is told again', async () => {
    await stage.publish(
      'gateway',
      report('ST-7', '2027-02-14T01:00:00Z', [arrival('2027-02-23T08:00:00-08:00')]),
      sides,
    );
    await told('2027-02-23T08:00:00-08:00');
    expect((await dates()).lateArrival).toBeNull();
    const again = report('ST-8', '2027-02-15T01:00:00Z', [arrival('2027-02-25T08:00:00-08:00', 'actual')]);
    await stage.publish('gateway', again, sides);
    await until('it is told again', () => lateTold() === 2);
    expect(await of('arrived')).toMatchObject({
      planned: '2027-02-23',
      estimated: { at: '2027-02-23T08:00:00-08:00' },
      actual: { at: '2027-02-25T08:00:00-08:00' },
    });
  });

  it.each([
    [
      'a consignment nobody knows',
      'X-1',
      { booking: 'OTHER', consignment: 'X' },
      'logistics.transport.unknown-consignment',
    ],
    [
      'a container that is not in it',
      'X-2',
      { events: [{ ...arrival('2027-03-01T00:00:00Z'), containers: ['CSNU7654321'] }] },
      'logistics.transport.unknown-container',
    ],
  ])('refuses %s', async (_, number, numbers, code) => {
    await stage.publish(
      'gateway',
      report(number, '2027-02-20T00:00:00Z', [arrival('2027-03-01T00:00:00Z')], numbers),
      sides,
    );
    const refusal = await stage.published(logistics.DocumentRefusedSchema, (e) => e.documentNumber === number);
    expect(refusal).toMatchObject({
      partner: 'sinolink',
      receiver: 'eastbridge',
      findings: [{ code, facts: { position: '1' } }],
    });
  });

  it('is no other forwarder’s to say', async () => {
    const stolen = create(gateway.TransportStatusReportedSchema, {
      ...report('X-3', '2027-02-20T00:00:00Z', [arrival('2027-03-01T00:00:00Z')]),
      forwarder: 'otherlink',
    });
    await stage.publish('gateway', stolen, { parties: ['otherlink', 'eastbridge'] });
    const refusal = await stage.published(logistics.DocumentRefusedSchema, (e) => e.documentNumber === 'X-3');
    expect(refusal.findings.map((f) => f.code)).toEqual(['logistics.transport.unknown-consignment']);
  });
});
