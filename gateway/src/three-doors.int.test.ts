import { gateway } from '@tradeloom/contracts';
import { type ProgressReport, writeEdifactInterchange, writeInterchange } from '@tradeloom/edi';
import { edifactSupplier, newcomerRows } from '../test/partners.ts';
import { Scene } from '../test/scene.ts';

const report: ProgressReport = {
  kind: 'progress-report',
  reportNumber: 'PR-7',
  reportDate: '2026-12-20',
  parties: [],
  lines: [
    {
      orderNumber: 'WX-1',
      line: '1',
      milestone: 'finished',
      good: '300',
      scrap: '2',
      unit: 'PCE',
      asOf: '2026-12-20T08:00:00Z',
    },
    {
      orderNumber: 'WX-1',
      line: '2',
      milestone: 'packed',
      good: '120',
      scrap: '0',
      unit: 'PCE',
      asOf: '2026-12-20T08:00:00Z',
      correction: true,
      reason: '重复计数',
    },
  ],
};
const control = { date: '2026-12-20', time: '0810', control: 7 };
const files = {
  jingsu: writeInterchange({
    envelope: {
      ...control,
      sender: { qualifier: 'ZZ', id: 'JINGSU' },
      receiver: { qualifier: 'ZZ', id: 'HENGDA' },
      version: '004010',
    },
    documents: [report],
  }),
  kaida: writeEdifactInterchange({
    envelope: {
      ...control,
      sender: { qualifier: 'ZZZ', id: 'KAIDA' },
      receiver: { qualifier: 'ZZZ', id: 'HENGDA' },
      version: 'D.97A',
    },
    documents: [report],
  }),
  jinfeng: Buffer.from(
    [
      '订单号,行号,里程碑,完工数量,报废,单位,截止时间,更正,原因',
      'WX-1,1,完工,300,2,件,2026-12-20 16:00,否,',
      'WX-1,2,包装,120,0,件,2026-12-20 16:00,是,重复计数',
    ].join('\r\n'),
  ),
};

describe('a progress report as 870, as OSTRPT and as a sheet out of Chinese Excel', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    await scene.stage.seed(newcomerRows({ ...edifactSupplier, directory: 'D.97A' }, []));
  }, 60_000);
  afterAll(() => scene.close());

  /** What production hears of it; a time is the instant it stands for. */
  const heardFrom = async (partner: keyof typeof files) => {
    const headers =
      partner === 'jinfeng'
        ? { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="progress.csv"' }
        : {};
    const fate = await scene.settled(partner, await scene.send(partner, Buffer.from(files[partner]), headers));
    expect(fate).toMatchObject({ status: 'processed', errors: [] });
    const heard = await scene.stage.published(gateway.StatusReportedSchema, (e) => e.reporter === partner);
    return heard.lines.map(({ orderNumber, line, milestone, good, scrap, unit, asOf, correction, reason }) => ({
      orderNumber,
      line,
      milestone,
      good,
      scrap,
      unit,
      correction,
      reason,
      asOf: new Date(asOf).toISOString(),
    }));
  };

  it('says the same to production', async () => {
    const expected = report.lines.map(({ correction = false, reason = '', asOf, ...line }) => ({
      ...line,
      correction,
      reason,
      asOf: new Date(asOf).toISOString(),
    }));
    expect(await heardFrom('jingsu')).toEqual(expected);
    expect(await heardFrom('kaida')).toEqual(expected);
    expect(await heardFrom('jinfeng')).toEqual(expected);
  });
});
