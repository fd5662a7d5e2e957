import { gateway } from '@tradeloom/contracts';
import { until } from '@tradeloom/testing';
import { Agreements, answersTo, readAs } from '../../test/agreements.ts';
import { order, Scene } from '../../test/scene.ts';

const partner = 'harbor-pine';
const padded = (number: number): string => String(number).padStart(9, '0');
/** Order `PO-n` in interchange and group `number`. */
const file = (number: number, name = `PO-${number}`): string => order(padded(number), name);

describe('what a profile makes of numbers that came before, or too early', () => {
  let scene: Scene;
  let agreements: Agreements;
  beforeAll(async () => {
    scene = await Scene.open();
    agreements = new Agreements(scene, partner);
  }, 60_000);
  afterAll(() => scene.close());

  const read = (content: string) => readAs(scene, partner, content);
  const codes = (found: readonly { code: string }[]): string[] => found.map(({ code }) => code);

  it('an interchange is refused, flagged or taken again', async () => {
    await read(file(1));
    await agreements.agree({ duplicates: { interchange: { action: 'flag' } } });
    const flagged = await read(file(1, 'PO-1b'));
    expect([flagged.status, codes(flagged.errors)]).toEqual(['processed', ['CONTROL_TAKEN']]);
    await agreements.agree({ duplicates: { interchange: { check: false } } });
    expect(await read(file(1, 'PO-1c'))).toMatchObject({ status: 'processed', errors: [] });
    await agreements.agree({});
    expect(codes((await read(file(1, 'PO-1d'))).errors)).toEqual(['gateway.x12.duplicate']);
  });

  it('and forgotten after so many days', async () => {
    await read(file(2));
    await scene.stage.rows(
      `update gateway.interchanges set received_at = received_at - interval '31 days' where control = $1`,
      [padded(2)],
    );
    await agreements.agree({ duplicates: { interchange: { days: 40 } } });
    expect(await read(file(2, 'PO-2b'))).toMatchObject({ status: 'rejected' });
    await agreements.agree({ duplicates: { interchange: { days: 30 } } });
    expect(await read(file(2, 'PO-2c'))).toMatchObject({ status: 'processed' });
  });

  it('a group, and a message, are known by numbers of their own', async () => {
    await agreements.agree({ duplicates: { group: { check: true } } });
    await read(file(3));
    const sameGroup = file(4)
      .replaceAll(/(GS\*.*?\*0930\*)4\*/g, '$13*')
      .replace('GE*1*4~', 'GE*1*3~');
    const refused = await read(sameGroup);
    expect([refused.status, codes(refused.errors)]).toEqual(['rejected', ['CONTROL_TAKEN']]);
    expect((await answersTo(scene, partner, refused))[0]).toMatch(/AK1\*PO\*3~.*AK9\*R\*1\*1\*0\*6~/s);

    await agreements.agree({ duplicates: { message: { check: true } } });
    const message = (number: number): string => file(number).replaceAll('*0001~', '*7001~');
    expect(await read(message(5))).toMatchObject({ status: 'processed' });
    const again = await read(message(6));
    expect([again.messages[0]?.verdict, codes(again.messages[0]?.errors ?? [])]).toEqual([
      'rejected',
      ['CONTROL_TAKEN'],
    ]);
    await agreements.agree({ duplicates: { message: { check: true, action: 'flag' } } });
    expect((await read(message(7))).messages[0]?.verdict).toBe('accepted-with-errors');
  });

  it('an interchange before its turn is flagged, or refused until the one before has come', async () => {
    await agreements.agree({ sequence: { outOfOrder: 'flag' } });
    const early = await read(file(9));
    expect([early.status, codes(early.errors)]).toEqual(['processed', ['OUT_OF_SEQUENCE']]);
    await read(file(8));
    await agreements.agree({ sequence: { outOfOrder: 'refuse' } });
    const refused = await read(file(11));
    expect([refused.status, codes(refused.errors)]).toEqual(['rejected', ['OUT_OF_SEQUENCE']]);
    expect(refused.errors[0]?.message.en).toBe('ISA13 is 000000011, but 10 was to come next');
    expect((await answersTo(scene, partner, refused))[0]).toContain('*R*018~');
    expect((await read(file(10))).status).toBe('processed');
    expect((await read(file(11))).status).toBe('processed');
  });

  const standing = async (id: string) => {
    const { status, held } = (await scene.fateOf(partner, id)) as unknown as { status: string; held: boolean };
    return { status, held };
  };
  const held = { status: 'received', held: true };
  const becomes = (id: string, expected: { status: string; held: boolean }) =>
    until(`file ${id} is ${expected.status}`, async () => {
      const found = await standing(id);
      return found.status === expected.status && found.held === expected.held;
    });

  it('or is held until then: files are read in the order of their numbers', async () => {
    await agreements.agree({ sequence: { outOfOrder: 'hold', missingAfterHours: 2 } });
    const [fourteen, thirteen] = [await scene.send(partner, file(14)), await scene.send(partner, file(13))];
    await becomes(fourteen, held);
    await becomes(thirteen, held);
    const { errors } = await scene.fateOf(partner, thirteen);
    expect(errors).toMatchObject([{ code: 'gateway.interchange.held', missing: '12' }]);
    expect(errors[0]?.message.zh).toContain('控制号 12 尚未收到');
    const twelve = await scene.send(partner, file(12));
    for (const id of [twelve, thirteen, fourteen]) await becomes(id, { status: 'processed', held: false });
    const told = await scene.stage.rows<{ aggregate_id: string }>(
      'select aggregate_id from gateway.events where type = $1 order by position',
      [gateway.PurchaseOrderReceivedSchema.typeName],
    );
    expect(told.slice(-3).map(({ aggregate_id: id }) => id)).toEqual([twelve, thirteen, fourteen]);
  }, 60_000);

  it('both sides hear of what is missing, and an operator has what waits for it read after all', async () => {
    const sixteen = await scene.send(partner, file(16));
    await becomes(sixteen, held);
    await scene.stage.rows(`update gateway.deadlines set due_at = now() where name = 'missing'`);
    const missing = await scene.stage.published(gateway.InterchangesMissingSchema, (e) => e.firstControl === '15');
    expect(missing).toMatchObject({ lastControl: '15', hours: 2 });
    expect(await standing(sixteen)).toEqual(held);
    const release = (who: string) =>
      scene.call('POST', `/api/v1/partners/${partner}/interchanges/${sixteen}/release`, who);
    expect((await release(partner)).status).toBe(403);
    expect((await release('ops.e')).status).toBe(204);
    await becomes(sixteen, { status: 'processed', held: false });
    expect((await release('ops.e')).json()).toMatchObject({ code: 'gateway.interchange.not-held' });
  }, 60_000);

  it('and those that wait are read when it is agreed no longer', async () => {
    const eighteen = await scene.send(partner, file(18));
    await becomes(eighteen, held);
    await agreements.agree({ contacts: [{ about: 'missing-files', name: 'Bo' }] });
    await becomes(eighteen, { status: 'processed', held: false });
    const asked = await scene.call('GET', `/api/v1/partners/${partner}/missing-interchanges`, 'ops.e');
    expect(asked.json()).toMatchObject([{ firstControl: '17', contacts: [{ name: 'Bo' }] }]);
  }, 60_000);

  it('and who jumps further than anybody counts is waited for by nobody', async () => {
    await read(file(17));
    await agreements.agree({ sequence: { outOfOrder: 'hold' } });
    const [far, next] = [await scene.send(partner, file(5000)), await scene.send(partner, file(5001))];
    expect([await scene.settled(partner, far), await scene.settled(partner, next)]).toMatchObject([
      { status: 'processed', held: false },
      { status: 'processed', held: false },
    ]);
  }, 60_000);
});
