import { appendFile, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gateway } from '@tradeloom/contracts';
import { until } from '@tradeloom/testing';
import { order } from '../../test/scene.ts';
import { visitedPartner as partner, SftpVisits } from '../../test/sftp-visits.ts';

describe('what we fetch from a partner’s own SFTP server', () => {
  const visits = SftpVisits.ofSuite();

  const taken = (number: string) =>
    visits.stage.soFar(gateway.PurchaseOrderReceivedSchema).filter(({ orderNumber }) => orderNumber === number);

  it('is taken when it has not changed between two looks, read, and moved to the archive', async () => {
    await visits.put('po-901.edi', order('000000901', 'PO-901'));
    await visits.put('notes.txt', 'not by this pattern');
    await visits.put('half.edi.part', 'unfinished');
    await visits.poll();
    expect(await visits.named('po-901.edi')).toEqual([]);
    await visits.poll();
    expect(await visits.named('po-901.edi')).toMatchObject([{ channel: 'partner-sftp' }]);
    await visits.stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === 'PO-901');
    expect((await visits.host.names('out')).toSorted()).toEqual(['half.edi.part', 'notes.txt']);
    const [archived = ''] = await visits.host.names('archive');
    expect(archived).toMatch(/^po-901\..+\.edi$/);
    expect((await readFile(join(visits.host.folder, 'archive', archived))).toString()).toBe(
      order('000000901', 'PO-901'),
    );
    const { trouble, polledAt } = await visits.shown();
    expect({ trouble, polled: polledAt !== null }).toEqual({ trouble: null, polled: true });
  });

  it('is left alone while it grows, and taken whole', async () => {
    const whole = order('000000902', 'PO-902');
    const file = await visits.put('po-902.edi', whole.slice(0, 100));
    await visits.poll();
    await appendFile(file, whole.slice(100, 200));
    await visits.poll();
    visits.host.meddle = async (request) => {
      // the rest comes while it is being read
      if (request.startsWith('READ') && request.endsWith('po-902.edi')) await writeFile(file, whole);
    };
    await visits.poll();
    expect(await visits.named('po-902.edi')).toEqual([]);
    visits.host.meddle = () => undefined;
    await visits.poll();
    await visits.poll();
    expect(await visits.named('po-902.edi')).toHaveLength(1);
    expect((await visits.scene.contentOf(partner, (await visits.named('po-902.edi'))[0]?.id ?? '')).toString()).toBe(
      whole,
    );
  });

  it('is taken at first sight where its marker says that it is complete, and never without it', async () => {
    await visits.set({ doneSuffix: '.done' });
    await visits.put('po-903.edi', order('000000903', 'PO-903'));
    await visits.poll();
    await visits.poll();
    expect(await visits.named('po-903.edi')).toEqual([]);
    await visits.put('po-904.edi', order('000000904', 'PO-904'));
    await visits.put('po-904.edi.done', '');
    await visits.put('po-903.edi.done', '');
    await visits.poll();
    expect([...(await visits.named('po-903.edi')), ...(await visits.named('po-904.edi'))]).toHaveLength(2);
    expect((await visits.host.names('out')).filter((name) => name.includes('90'))).toEqual([]);
    await visits.set();
  });

  it.each([
    ['before', 'po-905.edi', '000000905', 'PO-905'],
    ['after', 'po-915.edi', '000000915', 'PO-915'],
  ])(
    'is taken once, where the connection is cut between the keeping and the moving, %s the server has moved it',
    async (when, name, control, number) => {
      await visits.put(name, order(control, number));
      await visits.poll();
      visits.host.meddle = (request, cut) => {
        if (!request.startsWith('RENAME')) return;
        cut();
        if (when === 'before') throw new Error('cut');
      };
      expect((await visits.poll()).failures).toBe(1);
      expect(await visits.named(name)).toHaveLength(1);
      expect((await visits.host.names('out')).includes(name)).toBe(when === 'before');
      visits.host.meddle = () => undefined;
      expect(await visits.poll()).toMatchObject({ failures: 0, trouble: null });
      expect(await visits.host.names('out')).not.toContain(name);
      expect(await visits.named(name)).toHaveLength(1);
      expect(taken(number)).toHaveLength(1);
      expect(await visits.stage.rows('select id from gateway.sftp_sightings where name = $1', [name])).toEqual([]);
    },
  );

  it('is taken once, however often the same bytes come under the same name, and again with others', async () => {
    for (let times = 0; times < 3; times += 1) {
      await visits.put('po-906.edi', order('000000906', 'PO-906'));
      await visits.poll();
      await visits.poll();
      expect(await visits.host.names('out')).not.toContain('po-906.edi');
    }
    expect(await visits.named('po-906.edi')).toHaveLength(1);
    expect((await visits.host.names('archive')).filter((name) => name.startsWith('po-906.'))).toHaveLength(3);
    await visits.put('po-906.edi', order('000000907', 'PO-907'));
    await visits.poll();
    await visits.poll();
    expect(await visits.named('po-906.edi')).toHaveLength(2);
  });

  it('is not lost where it is replaced after it was taken and before it is moved', async () => {
    const file = await visits.put('po-908.edi', order('000000908', 'PO-908'));
    await visits.poll();
    visits.host.meddle = async (request) => {
      if (!request.startsWith('RENAME')) return;
      visits.host.meddle = () => undefined;
      await writeFile(file, order('000000909', 'PO-909').replace('1200*EA', '1300*EA'));
      await utimes(file, new Date(), new Date(Date.now() + 5_000));
    };
    await visits.poll();
    await visits.poll();
    await visits.poll();
    for (const number of ['PO-908', 'PO-909'])
      await visits.stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === number);
    expect(await visits.named('po-908.edi')).toHaveLength(1);
  });

  it('is deleted where the partner has no archive', async () => {
    await visits.set({ moveTo: undefined });
    await visits.put('po-940.edi', order('000000940', 'PO-940'));
    await visits.poll();
    await visits.poll();
    expect(await visits.named('po-940.edi')).toHaveLength(1);
    expect((await visits.host.names('out')).filter((name) => name.includes('po-940'))).toEqual([]);
    await visits.set();
  });

  it.each([
    ['archived', '/archive', 'po-970.edi', '000000970', 'PO-970'],
    ['deleted', undefined, 'po-971.edi', '000000971', 'PO-971'],
  ])('is %s, though the server gives another time to what it renames', async (_, moveTo, name, control, number) => {
    await visits.set({ moveTo });
    visits.host.renewsAtRename = true;
    await visits.put(name, order(control, number));
    for (let times = 0; times < 4; times += 1) await visits.poll();
    visits.host.renewsAtRename = false;
    expect((await visits.host.names('out')).filter((one) => one.includes(name.slice(0, 6)))).toEqual([]);
    const archived = (await visits.host.names('archive')).filter((one) => one.startsWith(name.slice(0, 6)));
    expect(archived).toHaveLength(moveTo ? 1 : 0);
    expect(await visits.named(name)).toHaveLength(1);
    await visits.set();
  });

  it('keeps no other file from being fetched that the server refuses', async () => {
    await visits.put('a-locked.edi', order('000000980', 'PO-980'));
    await visits.put('b-open.edi', order('000000981', 'PO-981'));
    await visits.poll();
    visits.host.meddle = (request) => {
      if (request === 'OPEN /out/a-locked.edi') throw new Error('permission denied');
    };
    expect(await visits.poll()).toMatchObject({ failures: 0, trouble: 'a-locked.edi: permission denied' });
    expect(await visits.named('b-open.edi')).toHaveLength(1);
    visits.host.meddle = () => undefined;
    expect(await visits.poll()).toMatchObject({ failures: 0, trouble: null });
    expect(await visits.named('a-locked.edi')).toHaveLength(1);
  });

  it.each([
    ['a file', 'OPEN /out/a-long.edi', 'a-long.edi: no '],
    ['the folder', 'OPENDIR /out', 'no '],
  ])('is told in few words, however many the server makes of refusing %s', async (_, refused, told) => {
    await visits.put('a-long.edi', order('000000982', 'PO-982'));
    await visits.poll();
    visits.host.meddle = (request) => {
      if (request === refused) throw new Error(`no\0${'!'.repeat(10_000)}`);
    };
    expect((await visits.poll()).trouble).toBe(`${told}${'!'.repeat(500 - 'no '.length)}`);
    visits.host.meddle = () => undefined;
    expect(await visits.poll()).toMatchObject({ trouble: null });
  });

  it('is taken once, and the others too, where the archive is not there', async () => {
    const names = Array.from({ length: 5 }, (_, n) => `homeless-${n}.edi`);
    for (const [n, name] of names.entries()) await visits.put(name, order(`00000099${n}`, `PO-99${n}`));
    await visits.poll();
    await rename(join(visits.host.folder, 'archive'), join(visits.host.folder, 'elsewhere'));
    for (let times = 0; times < 2; times += 1) {
      const { trouble } = await visits.poll();
      expect(trouble).toMatch(/^homeless-0\.edi: .+; homeless-1\.edi: .+; homeless-2\.edi: .+; \+2$/);
    }
    await rename(join(visits.host.folder, 'elsewhere'), join(visits.host.folder, 'archive'));
    expect(await visits.poll()).toMatchObject({ trouble: null });
    for (const name of names) expect(await visits.named(name)).toHaveLength(1);
    expect((await visits.host.names('out')).filter((name) => name.startsWith('homeless'))).toEqual([]);
  });

  it('is taken by one of two gateways that are there at once', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `two-${n}.edi`);
    for (const [n, name] of names.entries())
      await visits.put(name, order(String(920 + n).padStart(9, '0'), `PO-${920 + n}`));
    await visits.poll();
    await visits.scene.beside();
    // The first is slow, its lease runs out, and the second comes.
    let isSlow = true;
    visits.host.meddle = async (request) => {
      if (!isSlow || !request.startsWith('READ') || request.includes('READDIR')) return;
      isSlow = false;
      await visits.stage.rows('update gateway.sftp_connections set leased_until = null, next_poll_at = now()');
      await until(
        'the other one has been there',
        async () => (await visits.host.names('out')).filter((name) => name.startsWith('two-')).length < 12,
      );
    };
    await visits.poll();
    await until('all are moved', async () =>
      (await visits.host.names('out')).every((name) => !name.startsWith('two-')),
    );
    for (const name of names) expect(await visits.named(name)).toHaveLength(1);
  });
});
