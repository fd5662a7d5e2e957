import { gateway } from '@tradeloom/contracts';
import { until } from '@tradeloom/testing';
import { Agreements } from '../../test/agreements.ts';
import { answered } from '../../test/answered.ts';
import { order } from '../../test/scene.ts';
import { type KeptFile, SftpGuests } from '../../test/sftp-guests.ts';
import { keepNamesApart } from '../migrations/0017-outbound-names.ts';

describe('the folder “outbound”', () => {
  const guests = SftpGuests.ofSuite();
  const waiting = async (): Promise<KeptFile[]> =>
    (await guests.kept('direction=out')).filter(({ status }) => status === 'sent');

  it('gives out our files; one that was fetched whole is marked, one that is deleted is taken', async () => {
    const id = await guests.scene.send('harbor-pine', order('000000210', 'PO-210'));
    await guests.scene.settled('harbor-pine', id);
    const client = await guests.comeIn();
    const [file] = (await waiting()).slice(-1) as [KeptFile];
    expect(await client.names('outbound')).toContain(file.fileName);
    const part = await client.open(`outbound/${file.fileName}`, 'r');
    await client.close(part);
    expect((await waiting()).find((one) => one.id === file.id)?.collectedAt).toBeNull();
    const content = await client.get(`outbound/${file.fileName}`);
    expect(content).toEqual(await guests.scene.contentOf('harbor-pine', file.id));
    await until('marked', async () => (await waiting()).find((one) => one.id === file.id)?.collectedAt !== null);
    expect((await waiting()).find((one) => one.id === file.id)).toMatchObject({ channel: 'sftp' });
    expect(await client.names('outbound')).toContain(file.fileName);
    await client.remove(`outbound/${file.fileName}`);
    expect(await client.names('outbound')).not.toContain(file.fileName);
    await expect(client.remove(`outbound/${file.fileName}`)).rejects.toThrow(/no such file/i);
  });

  const anAnswer = async (number: string): Promise<string> => {
    const orderId = `o-${number}`;
    await guests.scene.stage.publish('orders', answered(orderId, number), { parties: ['harbor-pine', 'eastbridge'] });
    const { ref } = await guests.scene.stage.published(gateway.MessageSentSchema, (e) => e.orderId === orderId);
    return ref?.interchangeId ?? '';
  };
  const nameOf = async (id: string): Promise<string> =>
    (await waiting()).find((file) => file.id === id)?.fileName ?? '';

  it('gives a name to one file, though control numbers begin anew each day', async () => {
    await new Agreements(guests.scene, 'harbor-pine').agree({
      controls: { interchange: { first: 4001, last: 8000, reset: 'daily' } },
    });
    const ids: string[] = [];
    for (const number of ['PO-DAY/1', 'PO-DAY/2', 'PO-DAY/3']) {
      await guests.scene.stage.rows(
        `update gateway.control_numbers set period = '2026-01-01' where partner = 'harbor-pine' and level = 'interchange'`,
      );
      ids.push(await anAnswer(number));
    }
    const [first = '', second = '', third = ''] = ids;
    const names = await Promise.all(ids.map(nameOf));
    expect(names).toEqual(['855-4001.edi', `855-4001.${second}.edi`, `855-4001.${third}.edi`]);
    const client = await guests.comeIn();
    expect((await client.names('outbound')).filter((name) => name.startsWith('855-4001'))).toEqual(names);
    for (const [n, id] of [first, second].entries()) {
      expect(await client.get(`outbound/${names[n]}`)).toEqual(await guests.scene.contentOf('harbor-pine', id));
      await client.remove(`outbound/${names[n]}`);
    }
    expect((await client.names('outbound')).filter((name) => name.startsWith('855-4001'))).toEqual([names[2]]);
    await client.remove(`outbound/${names[2]}`);
  });

  it('keeps apart what had one name before names were kept apart', async () => {
    const ids = [await anAnswer('PO-TWIN-1'), await anAnswer('PO-TWIN-2')];
    const [first = '', second = ''] = ids;
    await guests.scene.stage.rows(`update gateway.interchanges set file_name = '855-1.edi' where id = any ($1)`, [ids]);
    await guests.scene.stage.rows(`set local search_path to gateway; ${keepNamesApart}`);
    expect(await Promise.all(ids.map(nameOf))).toEqual(['855-1.edi', `855-1.${second}.edi`]);
    await (await guests.comeIn()).remove('outbound/855-1.edi');
    expect((await waiting()).find(({ id }) => id === first)?.collectedAt).not.toBeNull();
    expect((await waiting()).find(({ id }) => id === second)?.collectedAt).toBeNull();
  });
});
