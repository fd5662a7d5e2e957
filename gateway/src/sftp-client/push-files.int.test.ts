import { once } from 'node:events';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { gateway } from '@tradeloom/contracts';
import { until } from '@tradeloom/testing';
import { answered } from '../../test/answered.ts';
import { visitedPartner as partner, SftpVisits } from '../../test/sftp-visits.ts';

describe('what we put on a partner’s own SFTP server', () => {
  const visits = SftpVisits.ofSuite();

  let count = 0;
  const sendAn855 = async (): Promise<string> => {
    count += 1;
    const orderId = `o-sftp-${count}`;
    await visits.stage.publish('orders', answered(orderId, `PO-SFTP-${count}`), { parties: [partner, 'eastbridge'] });
    return (
      (await visits.stage.published(gateway.MessageSentSchema, (e) => e.orderId === orderId)).ref?.interchangeId ?? ''
    );
  };
  const pushOf = async (interchange: string) =>
    (
      await visits.asked<{ interchange: string; state: string; reason: string | null; attempts: number }[]>(
        'GET',
        '/pushes',
      )
    ).body.find((push) => push.interchange === interchange);
  /** Acknowledgements of what was fetched before may come as well. */
  const answersThere = async () => (await visits.host.names('in')).filter((name) => name.startsWith('855'));
  const delivered = (id: string) => until('it is delivered', async () => (await pushOf(id))?.state === 'delivered');
  const hurry = () =>
    visits.stage.rows(`update gateway.sftp_pushes set next_at = now() where state in ('waiting', 'uploaded')`);

  it('comes whole, under its name at last, and the chain says so', async () => {
    const id = await sendAn855();
    await delivered(id);
    const names = await answersThere();
    expect(names).toHaveLength(1);
    expect(names[0]).not.toMatch(/\.part$/);
    expect(visits.host.seen.findIndex((r) => r.startsWith('WRITE') && r.endsWith('.part'))).toBeGreaterThanOrEqual(0);
    expect(await readFile(join(visits.host.folder, 'in', names[0] ?? ''))).toEqual(
      await visits.scene.contentOf(partner, id),
    );
    const chain = (await visits.scene.call('GET', `/api/v1/interchanges/${id}/chain`, partner)).json<{
      interchanges: { id: string; channel: string; collectedAt: string }[];
      deliveries: { interchange: string; way: string; state: string; attempts: number }[];
    }>();
    expect(chain.interchanges.find((file) => file.id === id)).toMatchObject({ channel: 'partner-sftp' });
    expect(chain.deliveries).toMatchObject([{ interchange: id, way: 'partner-sftp', state: 'delivered', attempts: 1 }]);
    const page = (await visits.scene.call('GET', `/exchange/${id}?lang=zh`, partner)).text;
    expect(page).toContain('已送达');
  });

  it('waits while the server is away, and goes out when it is back', async () => {
    await visits.host.stop();
    const id = await sendAn855();
    await until('it was tried', async () => ((await pushOf(id))?.attempts ?? 0) > 0);
    expect(await pushOf(id)).toMatchObject({ state: 'waiting', reason: expect.stringMatching(/ECONNREFUSED/) });
    await visits.host.start();
    await hurry();
    await delivered(id);
  });

  it('is there once, where the connection is cut at the renaming', async () => {
    const before = (await answersThere()).length;
    visits.host.meddle = (request, cut) => {
      if (!request.startsWith('RENAME')) return;
      cut();
      throw new Error('cut');
    };
    const id = await sendAn855();
    await until('it was tried', async () => (await pushOf(id))?.state === 'uploaded');
    await until('and noted', async () => ((await pushOf(id))?.attempts ?? 0) > 0);
    visits.host.meddle = () => undefined;
    await hurry();
    await delivered(id);
    expect(await answersThere()).toHaveLength(before + 1);
  });

  it('is there once, where it was renamed and fetched, and nobody could say so', async () => {
    const before = (await answersThere()).length;
    const aside = join(visits.host.folder, 'fetched');
    await mkdir(aside, { recursive: true });
    visits.host.meddle = async (request, cut) => {
      const [kind, part = '', name = ''] = request.split(' ');
      if (kind !== 'RENAME') return;
      await rename(join(visits.host.folder, part), join(aside, name.split('/').at(-1) ?? ''));
      cut();
    };
    const id = await sendAn855();
    await until('it was tried', async () => ((await pushOf(id))?.attempts ?? 0) > 0);
    visits.host.meddle = () => undefined;
    await hurry();
    await delivered(id);
    expect(await answersThere()).toHaveLength(before);
  });

  it('is an alarm when it could not be put there for three days', async () => {
    await rm(join(visits.host.folder, 'in'), { recursive: true });
    const id = await sendAn855();
    await until('it was refused', async () => ((await pushOf(id))?.attempts ?? 0) > 0);
    await visits.stage.rows('update gateway.sftp_pushes set attempts = 9, next_at = now() where interchange = $1', [
      id,
    ]);
    const alarm = await visits.stage.published(gateway.MessageUndeliveredSchema, (e) => e.ref?.interchangeId === id);
    expect(alarm.reason).toBe('refused-by-receiver');
    expect((await pushOf(id))?.state).toBe('failed');
    await mkdir(join(visits.host.folder, 'in'));
  });

  describe('when the folder turns out to be the wrong one', () => {
    beforeAll(() => visits.host.makeFolder('right'));
    afterEach(async () => {
      await visits.set();
      await rm(join(visits.host.folder, 'right'), { recursive: true });
      await visits.host.makeFolder('right');
    });
    const liesRight = async (id: string): Promise<void> => {
      await delivered(id);
      const names = await visits.host.names('right');
      expect(names).toHaveLength(1);
      expect(await readFile(join(visits.host.folder, 'right', names[0] ?? ''))).toEqual(
        await visits.scene.contentOf(partner, id),
      );
    };

    it('is put into the right one, though the wrong one has it under its temporary name', async () => {
      visits.host.meddle = (request) => {
        if (request.startsWith('RENAME /in/')) throw new Error('no right to rename');
      };
      const id = await sendAn855();
      await until('it was refused', async () => ((await pushOf(id))?.attempts ?? 0) > 0);
      expect(await pushOf(id)).toMatchObject({ state: 'uploaded' });
      await visits.set({ putInto: '/right' });
      await liesRight(id);
    });

    it.each([
      ['written: it goes there alone', /^WRITE .*\.part$/, 0],
      ['renamed: it lies in both then', /^RENAME /, 1],
    ])('is put into the right one, also when that is said while it is %s', async (_, moment, wrong) => {
      const whole = async () => (await answersThere()).filter((name) => !name.endsWith('.part')).length;
      const before = await whole();
      let isTold = false;
      visits.host.meddle = async (request) => {
        if (isTold || !moment.test(request)) return;
        isTold = true;
        await visits.tell({ putInto: '/right' });
      };
      const id = await sendAn855();
      await liesRight(id);
      expect(await whole()).toBe(before + wrong);
    });

    it('is put into the right one, also when that is said while the server is being called', async () => {
      const before = (await answersThere()).length;
      await visits.host.stop();
      const id = await sendAn855();
      await until('it was tried', async () => ((await pushOf(id))?.attempts ?? 0) > 0);
      await visits.host.start();
      const switchboard = createServer().listen(0, '127.0.0.1');
      await once(switchboard, 'listening');
      const called = once(switchboard, 'connection');
      await visits.tell({ port: (switchboard.address() as AddressInfo).port });
      const [caller] = (await called) as [Socket];
      await visits.tell({ putInto: '/right' });
      caller.pipe(connect(visits.host.port, '127.0.0.1')).pipe(caller);
      await liesRight(id);
      expect(await answersThere()).toHaveLength(before);
      switchboard.close();
    });

    it('is tried there as long as anywhere, however long the wrong one has refused it', async () => {
      visits.host.meddle = (request) => {
        if (/^WRITE .*\.part$/.test(request)) throw new Error('no room');
      };
      const id = await sendAn855();
      await until('it was refused', async () => ((await pushOf(id))?.attempts ?? 0) > 0);
      await visits.stage.rows(
        `update gateway.sftp_pushes set attempts = 9, next_at = now() + interval '1 day' where interchange = $1`,
        [id],
      );
      await visits.set({ putInto: '/right' });
      expect(await pushOf(id)).toMatchObject({ state: 'waiting', attempts: 1, reason: 'no room' });
      visits.host.meddle = () => undefined;
      await hurry();
      await liesRight(id);
    });
  });

  it('is not booked as missed where the server was there, and only refused its folder', async () => {
    let id = '';
    visits.host.meddle = async (request) => {
      if (!request.startsWith('OPENDIR')) return;
      visits.host.meddle = () => undefined;
      id = await sendAn855();
      throw new Error('no right to look');
    };
    await visits.poll();
    await delivered(id);
    expect(await pushOf(id)).toMatchObject({ attempts: 1, reason: null });
  });

  it('is put there once by two gateways, the list of one older than what the other has done', async () => {
    await visits.host.stop();
    const ids = [await sendAn855(), await sendAn855()];
    for (const id of ids) await until('it was tried', async () => ((await pushOf(id))?.attempts ?? 0) > 0);
    await visits.host.start();
    await visits.scene.beside();
    const begun = visits.host.seen.length;
    let isSlow = true;
    visits.host.meddle = async (request) => {
      if (!isSlow || !/^WRITE .*\.part$/.test(request)) return;
      isSlow = false;
      await visits.stage.rows('update gateway.sftp_connections set leased_until = null');
      await until('the other one has put the next file there', async () =>
        (await Promise.all(ids.map(pushOf))).some((push) => push?.state === 'delivered'),
      );
    };
    await hurry();
    for (const id of ids) await delivered(id);
    await until('both have gone', async () => {
      const [row] = await visits.stage.rows<{ gone: boolean }>(
        'select leased_until is null as gone from gateway.sftp_connections where id = $1',
        [partner],
      );
      return row?.gone === true;
    });
    const renamed = visits.host.seen
      .slice(begun)
      .filter((request) => request.startsWith('RENAME') && request.includes('/855-'));
    expect(renamed).toHaveLength(2);
  });
});
