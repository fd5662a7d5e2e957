import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gateway } from '@tradeloom/contracts';
import { until } from '@tradeloom/testing';
import { answered } from '../../test/answered.ts';
import { OpensshHost } from '../../test/openssh-host.ts';
import { newHostKey } from '../../test/partner-host.ts';
import { order } from '../../test/scene.ts';
import { visitedPartner as partner, SftpVisits, type ShownConnection } from '../../test/sftp-visits.ts';

describe('a partner’s own SFTP server', () => {
  const visits = SftpVisits.ofSuite();

  it('shows another key than the one on file: nothing is said to it, and both sides are told', async () => {
    const other = newHostKey();
    await visits.host.stop();
    const before = visits.host.seen.length;
    await visits.host.start(other);
    const standing = await visits.poll();
    expect(standing).toMatchObject({
      refusedKey: other.fingerprint,
      trouble: expect.stringContaining(other.fingerprint),
    });
    expect(visits.host.seen).toHaveLength(before);
    await visits.poll();
    const told = visits.stage.soFar(gateway.ServerKeyRefusedSchema);
    expect(told).toMatchObject([{ partner, host: '127.0.0.1', shown: other.fingerprint }]);
    expect((await visits.set()).body.refusedKey).toBeNull();
    expect(await visits.poll()).toMatchObject({ failures: 0, trouble: null });
  });

  it('is left alone in its quiet hours', async () => {
    await visits.put('po-950.edi', order('000000950', 'PO-950'));
    const clock = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
    await visits.set({ quiet: { from: clock(-5), to: clock(30), zone: 'UTC' } });
    const before = visits.host.seen.length;
    await visits.poll();
    await visits.poll();
    expect(visits.host.seen).toHaveLength(before);
    expect(await visits.named('po-950.edi')).toEqual([]);
    await visits.set({ quiet: { from: clock(30), to: clock(60), zone: 'UTC' } });
    await visits.poll();
    await visits.poll();
    expect(await visits.named('po-950.edi')).toHaveLength(1);
    await visits.set();
  });

  it('gets another key of ours when one is drawn, and the old one opens nothing any more', async () => {
    const before = await visits.shown();
    const { status, body } = await visits.asked<ShownConnection>('POST', '/keys');
    expect(status).toBe(201);
    expect(body.publicKey).not.toBe(before.publicKey);
    expect((await visits.poll()).trouble).toMatch(/authentication/);
    visits.host.authorize(body.publicKey);
    expect(await visits.poll()).toMatchObject({ trouble: null });
  });

  it('is set up by the partner and his counterparty’s operator, for nobody else to see', async () => {
    expect((await visits.asked('GET', '', undefined, 'ops.e')).status).toBe(200);
    expect((await visits.asked('GET', '', undefined, 'jingsu')).status).toBe(404);
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
      expect({ wrong, status: (await visits.set(wrong)).status }).toEqual({ wrong, status: 422 });
    expect(JSON.stringify((await visits.asked('GET')).body)).not.toMatch(/PRIVATE|privateKey/);
  });

  (OpensshHost.isHere ? it : it.skip)('may be OpenSSH’s', async () => {
    const openssh = await OpensshHost.open((await visits.shown()).publicKey);
    try {
      const at = (name: string): string => join(openssh.folder, name);
      await visits.set({
        port: openssh.port,
        login: openssh.login,
        hostKey: openssh.fingerprint,
        fetchFrom: 'out',
        moveTo: 'archive',
        putInto: 'in',
      });
      await writeFile(at('out/po-960.edi'), order('000000960', 'PO-960'));
      await visits.poll();
      expect(await visits.poll()).toMatchObject({ trouble: null });
      expect(await visits.named('po-960.edi')).toHaveLength(1);
      await visits.stage.publish('orders', answered('o-openssh', 'PO-OPENSSH'), { parties: [partner, 'eastbridge'] });
      const sent = await visits.stage.published(gateway.MessageSentSchema, (e) => e.orderId === 'o-openssh');
      await until('it is delivered', async () =>
        (await visits.asked<{ interchange: string; state: string }[]>('GET', '/pushes')).body.some(
          ({ interchange, state }) => interchange === sent.ref?.interchangeId && state === 'delivered',
        ),
      );
    } finally {
      await openssh.close();
    }
  });
});
