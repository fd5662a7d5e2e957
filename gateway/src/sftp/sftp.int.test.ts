import { generateKeyPairSync } from 'node:crypto';
import { gateway } from '@tradeloom/contracts';
import { until } from '@tradeloom/testing';
import ssh2 from 'ssh2';
import { order, Scene } from '../../test/scene.ts';
import { newKey, SftpClient } from '../../test/sftp-client.ts';

const hostKey = generateKeyPairSync('ed25519', {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey;
const json = { 'content-type': 'application/json' };

interface Door {
  host: string;
  port: number;
  hostKey: string;
  fingerprint: string;
}

describe('SFTP', () => {
  let scene: Scene;
  let door: Door;
  const pine = newKey();
  const open: SftpClient[] = [];

  const addKey = async (partner: string, publicKey: string, by = partner) =>
    scene.call('POST', `/api/v1/partners/${partner}/sftp-keys`, by, JSON.stringify({ publicKey, note: 'ERP' }), json);
  const comeIn = async (username = 'harbor-pine', { private: privateKey } = pine): Promise<SftpClient> => {
    const client = await SftpClient.open({ port: door.port, username, privateKey });
    open.push(client);
    return client;
  };

  beforeAll(async () => {
    scene = await Scene.open({ SFTP_PORT: '0', SFTP_HOST_KEY: hostKey });
    door = (await scene.call('GET', '/api/v1/sftp', 'harbor-pine')).json<Door>();
    expect((await addKey('harbor-pine', pine.public)).status).toBe(201);
  }, 60_000);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((client) => client.end()));
  });
  afterAll(() => scene.close());

  it('takes what is put into inbound when it is closed, and shows its fate', async () => {
    const client = await comeIn();
    const file = order('000000201', 'PO-201');
    await client.put('inbound/order 201.edi', file);
    await client.touch('/inbound/order 201.edi');
    expect(await client.size('inbound/order 201.edi')).toBe(file.length);
    const heard = await scene.stage.published(gateway.PurchaseOrderReceivedSchema, (e) => e.orderNumber === 'PO-201');
    expect(heard).toMatchObject({ customer: 'harbor-pine', seller: 'eastbridge' });
    await until('accepted', async () => (await client.names('accepted')).includes('order 201.edi'));
    expect((await client.get('accepted/order 201.edi')).toString()).toBe(file);
    expect(await client.names('/')).toEqual(['inbound', 'accepted', 'rejected', 'outbound']);
    expect(await client.names('inbound')).toEqual([]);
    const [kept] = (
      await scene.call('GET', '/api/v1/partners/harbor-pine/interchanges?direction=in', 'harbor-pine')
    ).json<{ channel: string; fileName: string }[]>();
    expect(kept).toMatchObject({ channel: 'sftp', fileName: 'order 201.edi' });
  });
});
