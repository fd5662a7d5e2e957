import { appendFile, mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gateway } from '@tradeloom/contracts';
import { type Stage, until } from '@tradeloom/testing';
import { answered } from '../../test/answered.ts';
import { OpensshHost } from '../../test/openssh-host.ts';
import { newHostKey, PartnerHost } from '../../test/partner-host.ts';
import { order, Scene } from '../../test/scene.ts';

const partner = 'harbor-pine';
const path = `/api/v1/partners/${partner}/sftp-connection`;

interface Shown {
  publicKey: string;
  fingerprint: string;
  trouble: string | null;
  failures: number;
  refusedKey: string | null;
  polledAt: string | null;
}
interface Kept {
  id: string;
  channel: string;
  fileName: string;
  status: string;
}

describe('a partner’s own SFTP server', () => {
  let scene: Scene;
  let stage: Stage;
  let host: PartnerHost;

  const asked = async <T>(method: 'GET' | 'PUT' | 'POST', below = '', body?: object, who = partner) => {
    const sent = body && JSON.stringify(body);
    const answer = await scene.call(
      method,
      `${path}${below}`,
      who,
      sent,
      sent ? { 'content-type': 'application/json' } : {},
    );
    return { status: answer.status, body: (answer.text ? answer.json() : {}) as T };
  };
  /** The visit that has been asked for is over. */
  const visited = () =>
    until('it was looked', async () => {
      const [row] = await stage.rows<{ done: boolean }>(
        'select leased_until is null and next_poll_at > now() as done from gateway.sftp_connections where id = $1',
        [partner],
      );
      return row?.done === true;
    });
  const set = async (changes: object = {}) => {
    const answer = await asked<Shown>('PUT', '', {
      host: '127.0.0.1',
      port: host.port,
      login: 'tradeloom',
      hostKey: host.fingerprint,
      fetchFrom: '/out',
      moveTo: '/archive',
      putInto: '/in',
      pattern: '*.edi',
      // Nobody looks by himself while a test goes on.
      pollSeconds: 86_400,
      ...changes,
    });
    if (answer.status === 200) await visited();
    return answer;
  };
  const shown = async (): Promise<Shown> => (await asked<Shown>('GET')).body;
  /** One look into the folder, from its begin to its end. */
  const poll = async (): Promise<Shown> => {
    await asked('POST', '/polls');
    await visited();
    return shown();
  };
  const put = async (name: string, content: string, folder = 'out'): Promise<string> => {
    const file = join(host.folder, folder, name);
    await writeFile(file, content);
    return file;
  };
  const named = async (name: string): Promise<Kept[]> =>
    (await scene.call('GET', `/api/v1/partners/${partner}/interchanges?direction=in`, partner))
      .json<Kept[]>()
      .filter(({ fileName }) => fileName === name);
  const taken = (number: string) =>
    stage.soFar(gateway.PurchaseOrderReceivedSchema).filter(({ orderNumber }) => orderNumber === number);

  beforeAll(async () => {
    host = await PartnerHost.open();
    scene = await Scene.open({ PARTNER_NETWORKS: '127.0.0.1/32' });
    ({ stage } = scene);
    const { status, body } = await set();
    if (status !== 200) throw new Error(`the connection was answered ${status}: ${JSON.stringify(body)}`);
    host.authorize(body.publicKey);
  }, 60_000);
  afterEach(() => {
    host.meddle = () => undefined;
  });
  afterAll(async () => {
    await scene.close();
    await host.close();
  });

  describe('what we fetch', () => {
    it('is taken when it has not changed between two looks, read, and moved to the archive', async () => {
      await put('po-901.edi', order('000000901', 'PO-901'));
      await put('notes.txt', 'not by this pattern');
      await put('half.edi.part', 'unfinished');
      await poll();
      expect(await named('po-901.edi')).toEqual([]);
      await poll();
      expect(await named('po-901.edi')).toMatchObject([{ channel: 'partner-sftp' }]);
      await stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === 'PO-901');
      expect((await host.names('out')).toSorted()).toEqual(['half.edi.part', 'notes.txt']);
      const [archived = ''] = await host.names('archive');
      expect(archived).toMatch(/^po-901\..+\.edi$/);
      expect((await readFile(join(host.folder, 'archive', archived))).toString()).toBe(order('000000901', 'PO-901'));
      const { trouble, polledAt } = await shown();
      expect({ trouble, polled: polledAt !== null }).toEqual({ trouble: null, polled: true });
    });

    it('is left alone while it grows, and taken whole', async () => {
      const whole = order('000000902', 'PO-902');
      const file = await put('po-902.edi', whole.slice(0, 100));
      await poll();
      await appendFile(file, whole.slice(100, 200));
      await poll();
      host.meddle = async (request) => {
        // the rest comes while it is being read
        if (request.startsWith('READ') && request.endsWith('po-902.edi')) await writeFile(file, whole);
      };
      await poll();
      expect(await named('po-902.edi')).toEqual([]);
      host.meddle = () => undefined;
      await poll();
      await poll();
      expect(await named('po-902.edi')).toHaveLength(1);
      expect((await scene.contentOf(partner, (await named('po-902.edi'))[0]?.id ?? '')).toString()).toBe(whole);
    });

    it('is taken at first sight where its marker says that it is complete, and never without it', async () => {
      await set({ doneSuffix: '.done' });
      await put('po-903.edi', order('000000903', 'PO-903'));
      await poll();
      await poll();
      expect(await named('po-903.edi')).toEqual([]);
      await put('po-904.edi', order('000000904', 'PO-904'));
      await put('po-904.edi.done', '');
      await put('po-903.edi.done', '');
      await poll();
      expect([...(await named('po-903.edi')), ...(await named('po-904.edi'))]).toHaveLength(2);
      expect((await host.names('out')).filter((name) => name.includes('90'))).toEqual([]);
      await set();
    });

    it.each([
      ['before', 'po-905.edi', '000000905', 'PO-905'],
      ['after', 'po-915.edi', '000000915', 'PO-915'],
    ])(
      'is taken once, where the connection is cut between the keeping and the moving, %s the server has moved it',
      async (when, name, control, number) => {
        await put(name, order(control, number));
        await poll();
        host.meddle = (request, cut) => {
          if (!request.startsWith('RENAME')) return;
          cut();
          if (when === 'before') throw new Error('cut');
        };
        expect((await poll()).failures).toBe(1);
        expect(await named(name)).toHaveLength(1);
        expect((await host.names('out')).includes(name)).toBe(when === 'before');
        host.meddle = () => undefined;
        expect(await poll()).toMatchObject({ failures: 0, trouble: null });
        expect(await host.names('out')).not.toContain(name);
        expect(await named(name)).toHaveLength(1);
        expect(taken(number)).toHaveLength(1);
        expect(await stage.rows('select id from gateway.sftp_sightings where name = $1', [name])).toEqual([]);
      },
    );

    it('is taken once, however often the same bytes come under the same name, and again with others', async () => {
      for (let times = 0; times < 3; times += 1) {
        await put('po-906.edi', order('000000906', 'PO-906'));
        await poll();
        await poll();
        expect(await host.names('out')).not.toContain('po-906.edi');
      }
      expect(await named('po-906.edi')).toHaveLength(1);
      expect((await host.names('archive')).filter((name) => name.startsWith('po-906.'))).toHaveLength(3);
      await put('po-906.edi', order('000000907', 'PO-907'));
      await poll();
      await poll();
      expect(await named('po-906.edi')).toHaveLength(2);
    });

    it('is not lost where it is replaced after it was taken and before it is moved', async () => {
      const file = await put('po-908.edi', order('000000908', 'PO-908'));
      await poll();
      host.meddle = async (request) => {
        if (!request.startsWith('RENAME')) return;
        host.meddle = () => undefined;
        await writeFile(file, order('000000909', 'PO-909').replace('1200*EA', '1300*EA'));
        await utimes(file, new Date(), new Date(Date.now() + 5_000));
      };
      await poll();
      await poll();
      await poll();
      for (const number of ['PO-908', 'PO-909'])
        await stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === number);
      expect(await named('po-908.edi')).toHaveLength(1);
    });

    it('is taken by one of two gateways that are there at once', async () => {
      const names = Array.from({ length: 12 }, (_, n) => `two-${n}.edi`);
      for (const [n, name] of names.entries())
        await put(name, order(String(920 + n).padStart(9, '0'), `PO-${920 + n}`));
      await poll();
      await scene.beside();
      // The first is slow, its lease runs out, and the second comes.
      let isSlow = true;
      host.meddle = async (request) => {
        if (!isSlow || !request.startsWith('READ') || request.includes('READDIR')) return;
        isSlow = false;
        await stage.rows('update gateway.sftp_connections set leased_until = null, next_poll_at = now()');
        await until(
          'the other one has been there',
          async () => (await host.names('out')).filter((name) => name.startsWith('two-')).length < 12,
        );
      };
      await poll();
      await until('all are moved', async () => (await host.names('out')).every((name) => !name.startsWith('two-')));
      for (const name of names) expect(await named(name)).toHaveLength(1);
    });

    it('is deleted where the partner has no archive', async () => {
      await set({ moveTo: undefined });
      await put('po-940.edi', order('000000940', 'PO-940'));
      await poll();
      await poll();
      expect(await named('po-940.edi')).toHaveLength(1);
      expect((await host.names('out')).filter((name) => name.includes('po-940'))).toEqual([]);
      await set();
    });
  });

  describe('what we put there', () => {
    let count = 0;
    const sendAn855 = async (): Promise<string> => {
      count += 1;
      const orderId = `o-sftp-${count}`;
      await stage.publish('orders', answered(orderId, `PO-SFTP-${count}`), { parties: [partner, 'eastbridge'] });
      return (await stage.published(gateway.MessageSentSchema, (e) => e.orderId === orderId)).ref?.interchangeId ?? '';
    };
    const pushOf = async (interchange: string) =>
      (
        await asked<{ interchange: string; state: string; reason: string | null; attempts: number }[]>('GET', '/pushes')
      ).body.find((push) => push.interchange === interchange);
    /** Acknowledgements of what was fetched before may come as well. */
    const answersThere = async () => (await host.names('in')).filter((name) => name.startsWith('855'));
    const delivered = (id: string) => until('it is delivered', async () => (await pushOf(id))?.state === 'delivered');
    const hurry = () =>
      stage.rows(`update gateway.sftp_pushes set next_at = now() where state in ('waiting', 'uploaded')`);

    it('comes whole, under its name at last, and the chain says so', async () => {
      const id = await sendAn855();
      await delivered(id);
      const names = await answersThere();
      expect(names).toHaveLength(1);
      expect(names[0]).not.toMatch(/\.part$/);
      expect(host.seen.findIndex((r) => r.startsWith('WRITE') && r.endsWith('.part'))).toBeGreaterThanOrEqual(0);
      expect(await readFile(join(host.folder, 'in', names[0] ?? ''))).toEqual(await scene.contentOf(partner, id));
      const chain = (await scene.call('GET', `/api/v1/interchanges/${id}/chain`, partner)).json<{
        interchanges: { id: string; channel: string; collectedAt: string }[];
        deliveries: { interchange: string; way: string; state: string; attempts: number }[];
      }>();
      expect(chain.interchanges.find((file) => file.id === id)).toMatchObject({ channel: 'partner-sftp' });
      expect(chain.deliveries).toMatchObject([
        { interchange: id, way: 'partner-sftp', state: 'delivered', attempts: 1 },
      ]);
      const page = (await scene.call('GET', `/exchange/${id}?lang=zh`, partner)).text;
      expect(page).toContain('已送达');
    });

    it('waits while the server is away, and goes out when it is back', async () => {
      await host.stop();
      const id = await sendAn855();
      await until('it was tried', async () => ((await pushOf(id))?.attempts ?? 0) > 0);
      expect(await pushOf(id)).toMatchObject({ state: 'waiting', reason: expect.stringMatching(/ECONNREFUSED/) });
      await host.start();
      await hurry();
      await delivered(id);
    });

    it('is there once, where the connection is cut at the renaming', async () => {
      const before = (await answersThere()).length;
      host.meddle = (request, cut) => {
        if (!request.startsWith('RENAME')) return;
        cut();
        throw new Error('cut');
      };
      const id = await sendAn855();
      await until('it was tried', async () => (await pushOf(id))?.state === 'uploaded');
      await until('and noted', async () => ((await pushOf(id))?.attempts ?? 0) > 0);
      host.meddle = () => undefined;
      await hurry();
      await delivered(id);
      expect(await answersThere()).toHaveLength(before + 1);
    });

    it('is there once, where it was renamed and fetched, and nobody could say so', async () => {
      const before = (await answersThere()).length;
      const aside = join(host.folder, 'fetched');
      await mkdir(aside, { recursive: true });
      host.meddle = async (request, cut) => {
        const [kind, part = '', name = ''] = request.split(' ');
        if (kind !== 'RENAME') return;
        await rename(join(host.folder, part), join(aside, name.split('/').at(-1) ?? ''));
        cut();
      };
      const id = await sendAn855();
      await until('it was tried', async () => ((await pushOf(id))?.attempts ?? 0) > 0);
      host.meddle = () => undefined;
      await hurry();
      await delivered(id);
      expect(await answersThere()).toHaveLength(before);
    });

    it('is an alarm when it could not be put there for three days', async () => {
      await rm(join(host.folder, 'in'), { recursive: true });
      const id = await sendAn855();
      await until('it was refused', async () => ((await pushOf(id))?.attempts ?? 0) > 0);
      await stage.rows('update gateway.sftp_pushes set attempts = 9, next_at = now() where interchange = $1', [id]);
      const alarm = await stage.published(gateway.MessageUndeliveredSchema, (e) => e.ref?.interchangeId === id);
      expect(alarm.reason).toBe('refused-by-receiver');
      expect((await pushOf(id))?.state).toBe('failed');
      await mkdir(join(host.folder, 'in'));
    });
  });

  it('shows another key than the one on file: nothing is said to it, and both sides are told', async () => {
    const other = newHostKey();
    await host.stop();
    const before = host.seen.length;
    await host.start(other);
    const standing = await poll();
    expect(standing).toMatchObject({
      refusedKey: other.fingerprint,
      trouble: expect.stringContaining(other.fingerprint),
    });
    expect(host.seen).toHaveLength(before);
    await poll();
    const told = stage.soFar(gateway.ServerKeyRefusedSchema);
    expect(told).toMatchObject([{ partner, host: '127.0.0.1', shown: other.fingerprint }]);
    expect((await set()).body.refusedKey).toBeNull();
    expect(await poll()).toMatchObject({ failures: 0, trouble: null });
  });

  it('is left alone in its quiet hours', async () => {
    await put('po-950.edi', order('000000950', 'PO-950'));
    const clock = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
    await set({ quiet: { from: clock(-5), to: clock(30), zone: 'UTC' } });
    const before = host.seen.length;
    await poll();
    await poll();
    expect(host.seen).toHaveLength(before);
    expect(await named('po-950.edi')).toEqual([]);
    await set({ quiet: { from: clock(30), to: clock(60), zone: 'UTC' } });
    await poll();
    await poll();
    expect(await named('po-950.edi')).toHaveLength(1);
    await set();
  });

  it('gets another key of ours when one is drawn, and the old one opens nothing any more', async () => {
    const before = await shown();
    const { status, body } = await asked<Shown>('POST', '/keys');
    expect(status).toBe(201);
    expect(body.publicKey).not.toBe(before.publicKey);
    expect((await poll()).trouble).toMatch(/authentication/);
    host.authorize(body.publicKey);
    expect(await poll()).toMatchObject({ trouble: null });
  });

  it('is set up by the partner and his counterparty’s operator, for nobody else to see', async () => {
    expect((await asked('GET', '', undefined, 'ops.e')).status).toBe(200);
    expect((await asked('GET', '', undefined, 'jingsu')).status).toBe(404);
    for (const wrong of [
      { host: '10.0.0.1' },
      { host: '-oProxyCommand=x' },
      { port: 0 },
      { hostKey: 'MD5:aa' },
      { fetchFrom: '/in' },
      { pattern: '***' },
      { pattern: '{a,b}' },
      { pollSeconds: 1 },
      { doneSuffix: 'done' },
      { quiet: { from: '22:00', to: '25:00', zone: 'UTC' } },
      { quiet: { from: '22:00', to: '06:00', zone: 'Mars/Olympus' } },
      { fetchFrom: undefined, putInto: undefined },
    ])
      expect({ wrong, status: (await set(wrong)).status }).toEqual({ wrong, status: 422 });
    expect(JSON.stringify((await asked('GET')).body)).not.toMatch(/PRIVATE|privateKey/);
  });

  (OpensshHost.isHere ? it : it.skip)('may be OpenSSH’s', async () => {
    const openssh = await OpensshHost.open((await shown()).publicKey);
    try {
      const at = (name: string): string => join(openssh.folder, name);
      await set({
        port: openssh.port,
        login: openssh.login,
        hostKey: openssh.fingerprint,
        fetchFrom: 'out',
        moveTo: 'archive',
        putInto: 'in',
      });
      await writeFile(at('out/po-960.edi'), order('000000960', 'PO-960'));
      await poll();
      expect(await poll()).toMatchObject({ trouble: null });
      expect(await named('po-960.edi')).toHaveLength(1);
      await stage.publish('orders', answered('o-openssh', 'PO-OPENSSH'), { parties: [partner, 'eastbridge'] });
      const sent = await stage.published(gateway.MessageSentSchema, (e) => e.orderId === 'o-openssh');
      await until('it is delivered', async () =>
        (await asked<{ interchange: string; state: string }[]>('GET', '/pushes')).body.some(
          ({ interchange, state }) => interchange === sent.ref?.interchangeId && state === 'delivered',
        ),
      );
    } finally {
      await openssh.close();
    }
  });
});
