import { connect } from 'node:net';
import { gateway } from '@tradeloom/contracts';
import { until } from '@tradeloom/testing';
import ssh2 from 'ssh2';
import { order } from '../../test/scene.ts';
import { newKey, SftpClient } from '../../test/sftp-client.ts';
import { type KeptFile, SftpGuests } from '../../test/sftp-guests.ts';
import { limits } from './limits.ts';
import { SftpAddress } from './sftp-address.ts';
import { SftpDoor } from './sftp-door.ts';

describe('SFTP', () => {
  const guests = SftpGuests.ofSuite();
  const named = async (name: string): Promise<KeptFile[]> =>
    (await guests.kept()).filter(({ fileName }) => fileName === name);
  const taken = (number: string) =>
    guests.scene.stage.soFar(gateway.PurchaseOrderReceivedSchema).filter(({ orderNumber }) => orderNumber === number);

  describe('inbound', () => {
    it('takes a file when it is closed, and shows what became of it', async () => {
      const client = await guests.comeIn();
      const file = order('000000201', 'PO-201');
      await client.put('inbound/order 201.edi', file);
      await client.touch('/inbound/order 201.edi');
      expect(await client.size('inbound/order 201.edi')).toBe(file.length);
      expect(await named('order 201.edi')).toMatchObject([{ channel: 'sftp' }]);
      const heard = await guests.scene.stage.published(
        gateway.PurchaseOrderReceivedSchema,
        (e) => e.orderNumber === 'PO-201',
      );
      expect(heard).toMatchObject({ customer: 'harbor-pine', seller: 'eastbridge' });
      await until('accepted', async () => (await client.names('accepted')).includes('order 201.edi'));
      expect((await client.get('accepted/order 201.edi')).toString()).toBe(file);
      expect(await client.names('/')).toEqual(['inbound', 'accepted', 'rejected', 'outbound']);
      expect(await client.names('inbound')).toEqual([]);
    });

    it('lets a file with a temporary name wait until it is renamed, also by another session', async () => {
      const client = await guests.comeIn();
      const file = order('000000202', 'PO-202');
      await client.put('inbound/po-202.edi.part', file.slice(0, 200));
      const resumed = await client.open('inbound/po-202.edi.part', 'r+');
      await client.write(resumed, Buffer.from(file.slice(200)), 200);
      await client.close(resumed);
      expect(await client.names('inbound')).toEqual(['po-202.edi.part']);
      expect(await named('po-202.edi.part')).toEqual([]);
      await client.end();
      const later = await guests.comeIn();
      await later.rename('inbound/po-202.edi.part', 'inbound/po-202.edi');
      await guests.scene.stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === 'PO-202');
      expect(await later.names('inbound')).not.toContain('po-202.edi.part');
      expect((await guests.scene.contentOf('harbor-pine', (await named('po-202.edi'))[0]?.id ?? '')).toString()).toBe(
        file,
      );
      await expect(later.rename('inbound/po-202.edi.part', 'inbound/again.edi')).rejects.toThrow(/no such file/i);
    });

    it('takes nothing of a file whose connection is cut, and shows it while it comes', async () => {
      const client = await guests.comeIn();
      const watching = await guests.comeIn();
      const handle = await client.open('inbound/cut.edi', 'w');
      await client.write(handle, Buffer.from(order('000000203', 'PO-203').slice(0, 300)), 0);
      expect(await watching.names('inbound')).toContain('cut.edi');
      expect(await watching.size('inbound/cut.edi')).toBe(300);
      client.connection.destroy();
      await until('the upload is forgotten', async () => !(await watching.names('inbound')).includes('cut.edi'));
      expect(await named('cut.edi')).toEqual([]);
    });

    it('takes the same interchange once, by whichever door it comes again', async () => {
      const client = await guests.comeIn();
      const file = order('000000204', 'PO-204');
      await client.put('inbound/po-204.edi', file);
      const byHttps = await guests.scene.send('harbor-pine', file);
      await client.put('inbound/po-204.edi', file);
      const fates = [...(await named('po-204.edi')).map(({ id }) => id), byHttps];
      const settled = await Promise.all(fates.map((id) => guests.scene.settled('harbor-pine', id)));
      expect(settled.map(({ status }) => status).sort()).toEqual(['processed', 'rejected', 'rejected']);
      expect(taken('PO-204')).toHaveLength(1);
      await client.put('inbound/po-204.edi', file);
      const late = (await named('po-204.edi')).map(({ id }) => id).find((id) => !fates.includes(id)) ?? '';
      await guests.scene.settled('harbor-pine', late);
      const shown = (await client.names('rejected')).filter((name) => /^po-204.*edi$/.test(name));
      const refused = (await named('po-204.edi')).filter(
        ({ channel, status }) => channel === 'sftp' && status === 'rejected',
      );
      const [latest, ...earlier] = refused.map(({ id }) => id).toReversed();
      expect(latest).toBe(late);
      expect(shown).toEqual(['po-204.edi', ...earlier.map((id) => `po-204.${id}.edi`)]);
      for (const name of shown) expect((await client.get(`rejected/${name}`)).toString()).toBe(file);
    });

    it('says where a rejected file is wrong, in both languages and for programs', async () => {
      const client = await guests.comeIn();
      const broken = order('000000205', 'PO-205')
        .replace('BEG*00*SA*PO-205**20261207~', '')
        .replace('SE*11*', 'SE*10*');
      await client.put('inbound/po-205.edi', broken);
      await until('rejected', async () => (await client.names('rejected')).includes('po-205.edi'));
      const text = (await client.get('rejected/po-205.edi.errors.txt')).toString();
      expect(text).toMatch(/^\ufeffpo-205\.edi\r\n结果：已拒收 {4}Result: rejected/);
      expect(text).toMatch(/BEG/);
      const [{ id }] = (await named('po-205.edi')) as [KeptFile];
      const report = JSON.parse((await client.get('rejected/po-205.edi.errors.json')).toString()) as object;
      const { messages, errors } = await guests.scene.fateOf('harbor-pine', id);
      expect(report).toMatchObject({ id, status: 'rejected', messages, errors });
      for (const suffix of ['.txt', '.json']) {
        const path = `rejected/po-205.edi.errors${suffix}`;
        expect(await client.size(path)).toBe((await client.get(path)).length);
      }
      await expect(client.remove('rejected/po-205.edi')).rejects.toThrow(/cannot be deleted/);
    });

    it('refuses names and places that nobody means, and an empty file', async () => {
      const client = await guests.comeIn();
      for (const name of ['a\u0000b', 'a\u0007b', '\u202egpj.edi', 'a\\b', 'x'.repeat(256), ' ']) {
        await expect(client.put(`inbound/${name}`, 'ISA')).rejects.toThrow(/inbound|name/i);
      }
      for (const path of ['x.edi', '../../etc/x', 'accepted/x', 'outbound/x', 'inbound/deep/x', '/inbound/../x']) {
        await expect(client.put(path, 'ISA')).rejects.toThrow(/inbound/);
      }
      await expect(client.get('../../../etc/passwd')).rejects.toThrow(/no such file/i);
      await expect(client.put('inbound/empty.edi', '')).rejects.toThrow(/empty/);
      await expect(client.rename('outbound/none', 'inbound/none')).rejects.toThrow(/cannot be moved/);
      expect((await guests.kept('direction=in')).filter(({ fileName }) => /^(x|a|empty|none)/.test(fileName))).toEqual(
        [],
      );
    });

    it('refuses what is too large, one file or many at once, and what has holes', async () => {
      const client = await guests.comeIn();
      const handle = await client.open('inbound/large.edi', 'w');
      await expect(client.write(handle, Buffer.alloc(2), limits.file - 1)).rejects.toThrow(/32 MiB/);
      await expect(client.close(handle)).rejects.toThrow(/not all/i);
      const [one, two, three] = [
        await client.open('inbound/1', 'w'),
        await client.open('inbound/2', 'w'),
        await client.open('inbound/3', 'w'),
      ];
      for (const other of [one, two]) await client.write(other, Buffer.from('x'), limits.file - 1);
      await expect(client.write(three, Buffer.from('x'), 0)).rejects.toThrow(/too much/i);
      await expect(client.close(one)).rejects.toThrow(/not all/i);
      expect((await guests.kept('direction=in')).filter(({ fileName }) => /^(large|[123]$)/.test(fileName))).toEqual(
        [],
      );
    });

    it('bounds what waits under temporary names, and what is open at once', async () => {
      const client = await guests.comeIn();
      const waits = (name: string, bytes: number) =>
        guests.scene.stage.rows(
          `insert into gateway.sftp_parts (partner, name, parties, content, kept_at)
           values ('harbor-pine', $1, '{harbor-pine}', convert_to(repeat('A', $2), 'UTF8'), now())`,
          [name, bytes],
        );
      await waits('a.part', limits.partBytes - 2);
      await expect(client.put('inbound/c.part', 'ISA')).rejects.toThrow(/wait to be renamed/);
      await client.remove('inbound/a.part');
      for (let n = 0; n < limits.parts; n += 1) await waits(`${n}.tmp`, 1);
      await expect(client.put('inbound/c.part', 'ISA')).rejects.toThrow(/wait to be renamed/);
      await guests.scene.stage.rows(`update gateway.sftp_parts set kept_at = now() - interval '25 hours'`);
      await client.put('inbound/c.part', 'ISA');
      expect(await client.names('inbound')).toEqual(['c.part']);
      const handles = Array.from({ length: limits.handles }, (_, n) => client.open(`inbound/${n}.part`, 'w'));
      await Promise.all(handles);
      await expect(client.open('inbound/more.part', 'w')).rejects.toThrow(/too many/i);
    });
  });

  it('shows a partner nothing of another', async () => {
    await (await guests.comeIn()).put('inbound/secret.part', 'ISA');
    const other = await guests.comeIn('jingsu', guests.supplier);
    for (const folder of ['inbound', 'accepted', 'rejected', 'outbound']) {
      expect(await other.names(folder)).toEqual([]);
    }
    await expect(other.size('inbound/secret.part')).rejects.toThrow(/no such file/i);
  });

  describe('coming in', () => {
    it('publishes its host key, by which the server is the one that is meant', async () => {
      const seen = await new Promise<string>((resolve, reject) => {
        void SftpClient.open({
          port: guests.door.port,
          username: 'harbor-pine',
          privateKey: guests.pine.private,
          hostHash: 'sha256',
          hostVerifier: (hash: string) => {
            resolve(`SHA256:${Buffer.from(hash, 'hex').toString('base64').replace(/=+$/, '')}`);
            return false;
          },
        }).catch(reject);
      });
      expect(seen).toBe(guests.door.fingerprint);
      expect(guests.door).toMatchObject({ host: '127.0.0.1', hostKey: expect.stringMatching(/^ssh-ed25519 AAAA/) });
    });

    it('refuses a key of nobody, of another partner, an unknown login and any password', async () => {
      const refused = /authentication methods failed/i;
      await expect(guests.comeIn('harbor-pine', newKey())).rejects.toThrow(refused);
      await expect(guests.comeIn('jingsu', guests.pine)).rejects.toThrow(refused);
      await expect(guests.comeIn('nobody', guests.pine)).rejects.toThrow(refused);
      await expect(SftpClient.open({ port: guests.door.port, username: 'jingsu', password: 'jingsu' })).rejects.toThrow(
        refused,
      );
    });

    it('speaks SFTP alone: no program, shell or forwarding', async () => {
      const { connection } = await guests.comeIn();
      const tried = await Promise.allSettled([
        new Promise((resolve, reject) => connection.exec('id', (e, it) => (e ? reject(e) : resolve(it)))),
        new Promise((resolve, reject) => connection.shell((e, it) => (e ? reject(e) : resolve(it)))),
        new Promise((resolve, reject) =>
          connection.forwardOut('127.0.0.1', 1, '127.0.0.1', 5432, (e, it) => (e ? reject(e) : resolve(it))),
        ),
        new Promise((resolve, reject) =>
          connection.forwardIn('127.0.0.1', 0, (e, it) => (e ? reject(e) : resolve(it))),
        ),
        new Promise((resolve, reject) => connection.subsys('shell', (e, it) => (e ? reject(e) : resolve(it)))),
      ]);
      expect(tried.map(({ status }) => status)).toEqual(tried.map(() => 'rejected'));
    });

    // ASVS V7.4.1
    it('ends what came in with a key at the moment that it is revoked, and never takes that key again', async () => {
      const key = newKey();
      const added = (await guests.addKey('jingsu', key)).json<{ id: string; fingerprint: string }>();
      const client = await guests.comeIn('jingsu', key);
      const url = `/api/v1/partners/jingsu/sftp-keys/${added.id}`;
      expect((await guests.scene.call('DELETE', url, 'harbor-pine')).status).toBe(404);
      expect((await guests.scene.call('DELETE', url, 'jingsu')).status).toBe(204);
      await client.ended;
      await expect(guests.comeIn('jingsu', key)).rejects.toThrow(/authentication methods failed/i);
      expect((await guests.addKey('jingsu', key)).json()).toMatchObject({ code: 'gateway.sftp-key.was-revoked' });
      const listed = (await guests.scene.call('GET', '/api/v1/partners/jingsu/sftp-keys', 'jingsu')).json<object[]>();
      expect(listed).toContainEqual(expect.objectContaining({ id: added.id, addedBy: 'jingsu', revokedBy: 'jingsu' }));
    });

    it('takes public keys alone, of good kinds, from the partner himself or the operator of the other side', async () => {
      const rsa = (bits: number) => ssh2.utils.generateKeyPairSync('rsa', { bits });
      expect((await guests.addKey('jingsu', rsa(1024))).json()).toMatchObject({ code: 'gateway.sftp-key.weak' });
      expect((await guests.addKey('jingsu', { ...guests.pine, public: guests.pine.private })).json()).toMatchObject({
        code: 'gateway.sftp-key.unreadable',
      });
      expect((await guests.addKey('harbor-pine', newKey(), 'jingsu')).status).toBe(404);
      expect((await guests.addKey('harbor-pine', newKey(), 'chen.li')).status).toBe(403);
      expect((await guests.addKey('harbor-pine', newKey(), 'ops.e')).status).toBe(201);
      expect((await guests.addKey('harbor-pine', guests.pine)).json()).toMatchObject({
        code: 'gateway.sftp-key.known',
      });
    });

    it('counts nothing against a partner whose key it could not look up', async () => {
      await guests.scene.stage.rows('alter table gateway.sftp_keys rename to sftp_keys_away');
      // ten refusals would keep him out for five minutes
      for (let times = 0; times < 12; times += 1) await expect(guests.comeIn()).rejects.toThrow(/authentication/i);
      await guests.scene.stage.rows('alter table gateway.sftp_keys_away rename to sftp_keys');
      expect(await (await guests.comeIn()).names('/')).toContain('inbound');
    });

    // ASVS V6.3.1
    it('looks no key up for who has failed too often, whatever he shows then', async () => {
      const key = newKey();
      expect((await guests.addKey('jinfeng', key)).status).toBe(201);
      for (let failed = 0; failed < 10; failed += 1)
        await guests.comeIn('jinfeng', guests.pine).catch((error: Error) => error);
      await expect(guests.comeIn('jinfeng', key)).rejects.toThrow(/authentication methods failed/i);
    });

    it('cuts off who says nothing that is SSH', async () => {
      const socket = connect(guests.door.port, '127.0.0.1');
      const closed = new Promise<boolean>((resolve) => socket.once('close', () => resolve(true)));
      socket.on('error', () => undefined).resume();
      socket.end('GET / HTTP/1.1\r\n\r\n'.repeat(1_000));
      expect(await closed).toBe(true);
      expect(await (await guests.comeIn()).names('/')).toHaveLength(4);
    });
  });

  it('ends the connection of who asks for more and more and takes nothing of it', async () => {
    const network = connect({ port: guests.door.port, host: '127.0.0.1', noDelay: true });
    const client = await SftpClient.open({ sock: network, username: 'harbor-pine', privateKey: guests.pine.private });
    await client.put('inbound/long.txt', Buffer.alloc(1_000_000, 65));
    await until('judged', async () => (await client.names('rejected')).includes('long.txt'));
    const handle = await client.open('rejected/long.txt', 'r');
    let cut = false;
    network.once('error', () => (cut = true)).once('close', () => (cut = true));
    network.pause();
    const room = Buffer.alloc(32_768);
    const ask = () => client.sftp.read(handle, room, 0, room.length, 0, () => undefined);
    for (let n = 0; n < 1_000; n += 1) ask();
    await until('the server has had enough', () => {
      ask();
      return cut;
    });
    network.destroy();
    expect((await (await guests.comeIn()).get('rejected/long.txt')).length).toBe(1_000_000);
  });

  it('ends what came in elsewhere with a key that is revoked here, when that gateway looks again', async () => {
    const other = await guests.scene.stage.replica();
    const key = newKey();
    const { id } = (await guests.addKey('jingsu', key)).json<{ id: string }>();
    const [good, bad] = await Promise.all(
      [guests.supplier, key].map((one) => guests.comeIn('jingsu', one, other.get(SftpAddress).get()?.port)),
    );
    expect((await guests.scene.call('DELETE', `/api/v1/partners/jingsu/sftp-keys/${id}`, 'jingsu')).status).toBe(204);
    await other.get(SftpDoor).endRevoked();
    await bad?.ended;
    expect(await good?.names('/')).toHaveLength(4);
    expect(limits.recheckMs).toBeLessThanOrEqual(60_000);
    await other.close();
  });

  it('lets an upload that is underway be finished when the gateway stops, and nobody in any more', async () => {
    const other = await guests.scene.stage.replica();
    const { port = 0 } = other.get(SftpAddress).get() ?? {};
    const client = await guests.comeIn('harbor-pine', guests.pine, port);
    const file = Buffer.from(order('000000220', 'PO-220'));
    const handle = await client.open('inbound/po-220.edi', 'w');
    await client.write(handle, file.subarray(0, 100), 0);
    const stopped = other.close();
    await until('the door is shut', () =>
      guests.comeIn('harbor-pine', guests.pine, port).then(
        () => false,
        () => true,
      ),
    );
    await client.write(handle, file.subarray(100), 100);
    await client.close(handle);
    await Promise.all([stopped, client.ended]);
    expect(await named('po-220.edi')).toMatchObject([{ channel: 'sftp' }]);
  });
});
