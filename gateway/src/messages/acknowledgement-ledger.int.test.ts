import { Agreements, answeredTo, readAs } from '../../test/agreements.ts';
import { type Fate, isa, Scene } from '../../test/scene.ts';

const partner = 'harbor-pine';
let serial = 600;
const enveloped = (content: (control: string) => string, groups: number): string => {
  serial++;
  const control = String(serial).padStart(9, '0');
  return `${isa(control)}${content(control)}IEA*${groups}*${control}~`;
};
const acknowledging = (group: string): string =>
  enveloped(
    () =>
      `GS*FA*HARBORPINE*EASTBRIDGE*20261207*1000*${serial}*X*004010~ST*997*0001~AK1*PR*${group}~` +
      `AK9*A*1*1*1~SE*4*0001~GE*1*${serial}~`,
    1,
  );
const ofEnvelope = (control: string, code: string, note: string): string =>
  enveloped(() => `TA1*${control}*261207*0930*${code}*${note}~`, 0);

/** A file of ours as we see it. */
interface Sent extends Fate {
  control: string;
  groupControl: string;
  acknowledgedBy: string | null;
}

describe('what a partner acknowledges', () => {
  let scene: Scene;
  let agreements: Agreements;
  beforeAll(async () => {
    scene = await Scene.open();
    agreements = new Agreements(scene, partner);
  }, 60_000);
  afterAll(() => scene.close());

  let orders = 0;
  const sent = async () => (await answeredTo(scene, partner, `PO-6${String(orders++).padStart(2, '0')}`)).id;
  const of = async (id: string) => (await scene.fateOf(partner, id)) as unknown as Sent;
  const statuses = async (ids: readonly string[]) => (await Promise.all(ids.map(of))).map(({ status }) => status);

  it('is the latest file of that number that waits for it, where numbers begin anew', async () => {
    await agreements.agree({ controls: { group: { first: 17, last: 18 } } });
    const first = await sent();
    await readAs(scene, partner, acknowledging('17'));
    expect(await statuses([first])).toEqual(['acknowledged']);
    await sent();
    const again = await sent();
    expect((await of(again)).groupControl).toBe('17');
    await readAs(scene, partner, acknowledging('17'));
    expect(await statuses([again])).toEqual(['acknowledged']);
  });

  it('is told by its number, with leading zeros or without', async () => {
    await agreements.agree({ controls: { group: { first: 31 } } });
    const files = [await sent(), await sent()];
    expect((await of(files[1] ?? '')).groupControl).toBe('32');
    await readAs(scene, partner, acknowledging('000000032'));
    expect(await statuses(files)).toEqual(['sent', 'acknowledged']);
  });

  it('is an envelope of ours that he refuses, whatever else he owes us, and for what', async () => {
    await agreements.agree({ acknowledgements: { expects: 'functional' } });
    const [accepted, refused] = [await sent(), await sent()];
    await readAs(scene, partner, ofEnvelope((await of(accepted)).control, 'A', '000'));
    await readAs(scene, partner, ofEnvelope((await of(refused)).control, 'R', '006'));
    expect(await statuses([accepted, refused])).toEqual(['sent', 'rejected']);
    expect((await of(refused)).errors).toMatchObject([
      {
        code: 'gateway.interchange.refused-by-partner',
        message: { en: expect.stringContaining('sender ID'), zh: expect.stringContaining('发送方') },
        value: '006',
      },
    ]);
    expect((await of(accepted)).errors).toEqual([]);
  });
});
