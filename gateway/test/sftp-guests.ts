import { generateKeyPairSync } from 'node:crypto';
import { Scene } from './scene.ts';
import { type KeyPair, newKey, SftpClient } from './sftp-client.ts';

const json = { 'content-type': 'application/json' };

/** What partners are told of our SFTP server. */
export interface ShownDoor {
  host: string;
  port: number;
  hostKey: string;
  fingerprint: string;
}
export interface KeptFile {
  id: string;
  channel: string | null;
  status: string;
  fileName: string;
  collectedAt: string | null;
}

/** Partners who come to our SFTP server: `harbor-pine` with the key `pine`, `jingsu` with the key `supplier`. */
export class SftpGuests {
  scene!: Scene;
  door!: ShownDoor;
  readonly pine = newKey();
  readonly supplier = newKey();
  private readonly present: SftpClient[] = [];

  /** For all tests of a suite; after each everybody leaves. */
  static ofSuite(): SftpGuests {
    const guests = new SftpGuests();
    beforeAll(() => guests.open(), 60_000);
    afterEach(() => guests.leave());
    afterAll(() => guests.scene.close());
    return guests;
  }

  addKey(partner: string, { public: publicKey }: KeyPair, by = partner) {
    const body = JSON.stringify({ publicKey, note: 'ERP' });
    return this.scene.call('POST', `/api/v1/partners/${partner}/sftp-keys`, by, body, json);
  }

  /** @throws Error when the server lets nobody in */
  async comeIn(username = 'harbor-pine', key = this.pine, port = this.door.port): Promise<SftpClient> {
    const client = await SftpClient.open({ port, username, privateKey: key.private });
    this.present.push(client);
    return client;
  }

  /** What we keep of harbor-pine's, from him and for him. */
  async kept(query = ''): Promise<KeptFile[]> {
    const url = `/api/v1/partners/harbor-pine/interchanges?${query}`;
    return (await this.scene.call('GET', url, 'harbor-pine')).json<KeptFile[]>();
  }

  private async open(): Promise<void> {
    const { privateKey } = generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    this.scene = await Scene.open({ SFTP_PORT: '0', SFTP_HOST_KEY: privateKey });
    this.door = (await this.scene.call('GET', '/api/v1/sftp', 'harbor-pine')).json<ShownDoor>();
    for (const added of [await this.addKey('harbor-pine', this.pine), await this.addKey('jingsu', this.supplier)])
      if (added.status !== 201) throw new Error(`a key was answered ${added.status}: ${added.text}`);
  }

  private async leave(): Promise<void> {
    await Promise.all(this.present.splice(0).map((client) => client.end()));
  }
}
