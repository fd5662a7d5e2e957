import { readFileSync } from 'node:fs';
import { gateway } from '@tradeloom/contracts';
import { until } from '@tradeloom/testing';
import { Agreements, answeredTo, answersTo, readAs } from '../../test/agreements.ts';
import { heldUntil } from '../../test/held-until.ts';
import { order, Scene } from '../../test/scene.ts';
import type { Trial } from './try-profile.ts';

const partner = 'harbor-pine';

/** The ISA of a sender who does not pad. */
const unpadded = (file: string): string => file.replace(/^ISA[^~]*/, (isa) => isa.replace(/ +(?=\*)/g, ''));

describe('a partner profile', () => {
  let scene: Scene;
  let agreements: Agreements;
  beforeAll(async () => {
    scene = await Scene.open();
    agreements = new Agreements(scene, partner);
  }, 60_000);
  afterAll(() => scene.close());

  it('is the standard until something else is agreed, and what is read says so', async () => {
    expect((await agreements.see()).json()).toMatchObject({
      partner,
      number: null,
      status: 'standard',
      profile: { identity: { id: 'HARBORPINE', ourId: 'EASTBRIDGE' }, x12: { terminator: '~' } },
    });
    const fate = await readAs(scene, partner, unpadded(order('000000801', 'PO-801')));
    expect(fate).toMatchObject({
      status: 'processed',
      errors: [{ code: 'ISA_NOT_FIXED_WIDTH', severity: 'warning' }],
      profileVersion: null,
    });
    expect(await answersTo(scene, partner, fate)).toHaveLength(1);
    await answeredTo(scene, partner, 'PO-801');
  });

  it('refuses what no field takes, each with its place, and what is no field', async () => {
    const answer = await agreements.save({
      x12: { element: '*', terminator: '*', suffix: 'tab', wrap: 80 },
      controls: { interchange: { first: 9, last: 3 } },
      colour: 'red',
    });
    expect(answer.status).toBe(422);
    const { errors } = answer.json<{ errors: { pointer: string; code: string; text: { zh: string } }[] }>();
    expect(errors.map(({ pointer, code }) => [pointer, code]).toSorted()).toEqual([
      ['/colour', 'whitelistValidation'],
      ['/x12/suffix', 'isIn'],
      ['/x12/wrap', 'whitelistValidation'],
    ]);
    expect(errors.every(({ text }) => /[\u4e00-\u9fff]/.test(text.zh))).toBe(true);
    const contradicting = await agreements.save({
      x12: { terminator: '*' },
      controls: { interchange: { first: 9, last: 3 } },
      edifact: { una: 'always' },
    });
    expect(contradicting.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)).toEqual([
      '/edifact',
      '/controls/interchange/first',
      '/x12/terminator',
    ]);
  });

  it('is tried on what went to and fro before it comes into force, and keeps and sends nothing by that', async () => {
    const draft = {
      x12: { suffix: 'crlf' },
      acknowledgements: { ta1: 'always' },
      strictness: { unpaddedIsa: 'refuse' },
    };
    expect((await agreements.save(draft)).json()).toMatchObject({ number: 1, status: 'draft', trial: null });
    expect((await agreements.activate()).json()).toMatchObject({ code: 'gateway.profile.not-tried' });

    const before = await scene.stage.rows('select id, version, status from gateway.interchanges order by id');
    const numbers = await scene.stage.rows('select * from gateway.control_numbers order by level');
    const trial = (await agreements.try()).json<Trial>();
    expect(trial).toMatchObject({ number: 1, files: 2, changed: 2 });
    const [sent, received] = trial.items;
    expect(sent).toMatchObject({ direction: 'out', messageType: '855', bytes: [{ type: '855', offset: 106 }] });
    expect(received).toMatchObject({
      direction: 'in',
      gone: ['ISA_NOT_FIXED_WIDTH warning ISA'],
      added: ['ISA_NOT_FIXED_WIDTH error ISA'],
      messages: [{ type: '850', before: 'accepted', after: 'rejected', canonical: [{ path: '', after: null }] }],
    });
    expect(received?.bytes.map(({ type }) => type)).toEqual(['TA1']);
    expect(await scene.stage.rows('select id, version, status from gateway.interchanges order by id')).toEqual(before);
    expect(await scene.stage.rows('select * from gateway.control_numbers order by level')).toEqual(numbers);

    await agreements.save({ ...draft, acknowledgements: { ta1: 'on-error' } });
    expect((await agreements.activate()).json()).toMatchObject({ code: 'gateway.profile.not-tried' });
  });

  it('takes effect with the next file, which says by which version it was read or made', async () => {
    await agreements.try();
    expect((await agreements.activate()).json()).toMatchObject({ number: 1, status: 'active', activatedBy: 'ops.e' });
    expect(await scene.stage.published(gateway.PartnerProfileActivatedSchema)).toMatchObject({
      organisation: partner,
      counterparty: 'eastbridge',
      number: 1,
    });
    const fate = await readAs(scene, partner, unpadded(order('000000802', 'PO-802')));
    expect(fate).toMatchObject({ status: 'rejected', profileVersion: 1, errors: [{ code: 'ISA_NOT_FIXED_WIDTH' }] });
    const [answer] = await answersTo(scene, partner, fate);
    expect(answer).toMatch(/~\r\nTA1\*000000802\*261207\*0930\*R\*024~\r\nIEA/);
    const { id, content } = await answeredTo(scene, partner, 'PO-803');
    expect(content.toString()).toMatch(/\*>~\r\nGS\*PR/);
    expect(await scene.fateOf(partner, id)).toMatchObject({ profileVersion: 1 });
  });

  it('may be the one that the gateway’s description shows', async () => {
    const page = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [, example = ''] = /## What is agreed with a partner[\s\S]*?```json\n([\s\S]*?)```/.exec(page) ?? [];
    expect((await agreements.save(JSON.parse(example) as object)).json()).toMatchObject({
      profile: { sequence: { outOfOrder: 'hold' }, x12: { element: '|', component: '>' } },
    });
  });

  it('stays readable when another has come into force', async () => {
    expect(await agreements.agree({})).toBe(2);
    const versions = (await agreements.see('/versions')).json<{ number: number; status: string }[]>();
    expect(versions).toMatchObject([
      { number: 2, status: 'active' },
      { number: 1, status: 'superseded', profile: { x12: { suffix: 'crlf' } } },
    ]);
    const fate = await readAs(scene, partner, unpadded(order('000000804', 'PO-804')));
    expect(fate).toMatchObject({
      status: 'processed',
      errors: [{ code: 'ISA_NOT_FIXED_WIDTH', severity: 'warning' }],
      profileVersion: 2,
    });
  });

  it('is written by the operators of the company whose partner it is; the partner reads what is agreed', async () => {
    await agreements.save({ contacts: [{ about: 'everything', name: 'Ann' }] });
    expect((await agreements.see('/versions/3')).json()).toMatchObject({ status: 'draft' });
    expect((await agreements.see('/versions/3', partner)).status).toBe(404);
    expect((await agreements.save({}, partner)).status).toBe(403);
    expect((await agreements.save({}, 'chen.li')).status).toBe(403);
    await agreements.try();
    await agreements.activate();
    const seen = (await agreements.see('', partner)).json<{ profile: Record<string, unknown> }>();
    expect(seen).toMatchObject({ number: 3, status: 'active', profile: { acknowledgements: { ta1: 'requested' } } });
    expect(Object.keys(seen.profile)).not.toContain('contacts');
    expect((await agreements.see('', 'jingsu')).status).toBe(404);
  });

  it('is not tried by a trial of what it was before', async () => {
    const suffix = (to: string) => ({ x12: { suffix: to } });
    await agreements.save(suffix('crlf'));
    const draft = `select fields -> 'x12' ->> 'suffix' from gateway.profile_versions where status = 'draft'`;
    const contents = 'lock table gateway.interchange_contents in access exclusive mode';
    const { over } = await heldUntil(scene.stage, contents, `(${draft}) = 'lf'`);
    const trial = agreements.try();
    await until('the trial reads files', async () => {
      const [waiting] = await scene.stage.rows<{ n: number }>(
        `select count(*)::int as n from pg_locks where not granted
            and relation = 'gateway.interchange_contents'::regclass`,
      );
      return waiting?.n === 1;
    });
    await agreements.save(suffix('lf'));
    await over;
    expect((await trial).status).toBe(200);
    const [latest] = (await agreements.see('/versions')).json<object[]>();
    expect(latest).toMatchObject({ status: 'draft', trial: null, profile: suffix('lf') });
    expect((await agreements.activate()).json()).toMatchObject({ code: 'gateway.profile.not-tried' });
  });

  it('is tried beside what comes in, which does not wait for that', async () => {
    await agreements.save({ x12: { suffix: 'crlf' } });
    const taking = `perform pg_advisory_xact_lock(hashtextextended('inbound:${partner}', 13))`;
    const tried = `exists (select 1 from gateway.profile_versions where status = 'tried')`;
    const { over } = await heldUntil(scene.stage, taking, tried);
    const [trial] = await Promise.all([agreements.try(), over]);
    expect(trial.status).toBe(200);
  });
});
