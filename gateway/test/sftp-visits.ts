import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Stage, until } from '@tradeloom/testing';
import { PartnerHost } from './partner-host.ts';
import { Scene } from './scene.ts';

/** A partner with a server of his own. */
export const visitedPartner = 'harbor-pine';

export interface ShownConnection {
  publicKey: string;
  fingerprint: string;
  trouble: string | null;
  failures: number;
  refusedKey: string | null;
  polledAt: string | null;
}
export interface FetchedFile {
  id: string;
  channel: string;
  fileName: string;
  status: string;
}

/** The gateway that visits a partner's server, which is in the test's hands. */
export class SftpVisits {
  scene!: Scene;
  host!: PartnerHost;

  /** For all tests of a suite; after each the server does again what it is asked. */
  static ofSuite(): SftpVisits {
    const visits = new SftpVisits();
    beforeAll(() => visits.open(), 60_000);
    afterEach(() => {
      visits.host.meddle = () => undefined;
    });
    afterAll(() => visits.close());
    return visits;
  }

  get stage(): Stage {
    return this.scene.stage;
  }

  private async open(): Promise<void> {
    this.host = await PartnerHost.open();
    this.scene = await Scene.open({ PARTNER_NETWORKS: '127.0.0.1/32' });
    const { status, body } = await this.set();
    if (status !== 200) throw new Error(`the connection was answered ${status}: ${JSON.stringify(body)}`);
    this.host.authorize(body.publicKey);
  }

  private async close(): Promise<void> {
    await this.scene.close();
    await this.host.close();
  }

  async asked<T>(method: 'GET' | 'PUT' | 'POST', below = '', body?: object, who = visitedPartner) {
    const sent = body && JSON.stringify(body);
    const answer = await this.scene.call(
      method,
      `/api/v1/partners/${visitedPartner}/sftp-connection${below}`,
      who,
      sent,
      sent ? { 'content-type': 'application/json' } : {},
    );
    return { status: answer.status, body: (answer.text ? answer.json() : {}) as T };
  }

  tell(changes: object = {}) {
    return this.asked<ShownConnection>('PUT', '', {
      host: '127.0.0.1',
      port: this.host.port,
      login: 'tradeloom',
      hostKey: this.host.fingerprint,
      fetchFrom: '/out',
      moveTo: '/archive',
      putInto: '/in',
      pattern: '*.edi',
      // Nobody looks by himself while a test goes on.
      pollSeconds: 86_400,
      ...changes,
    });
  }

  /** Told, and visited since. */
  async set(changes: object = {}) {
    const answer = await this.tell(changes);
    if (answer.status === 200) await this.visited();
    return answer;
  }

  async shown(): Promise<ShownConnection> {
    return (await this.asked<ShownConnection>('GET')).body;
  }

  /** One look into the folder, from its begin to its end. */
  async poll(): Promise<ShownConnection> {
    await this.asked('POST', '/polls');
    await this.visited();
    return this.shown();
  }

  async put(name: string, content: string, folder = 'out'): Promise<string> {
    const file = join(this.host.folder, folder, name);
    await writeFile(file, content);
    return file;
  }

  /** What we have fetched under a name. */
  async named(name: string): Promise<FetchedFile[]> {
    const url = `/api/v1/partners/${visitedPartner}/interchanges?direction=in`;
    return (await this.scene.call('GET', url, visitedPartner))
      .json<FetchedFile[]>()
      .filter(({ fileName }) => fileName === name);
  }

  /** The visit that has been asked for is over. */
  private visited(): Promise<void> {
    return until('it was looked', async () => {
      const [row] = await this.stage.rows<{ done: boolean }>(
        'select leased_until is null and next_poll_at > now() as done from gateway.sftp_connections where id = $1',
        [visitedPartner],
      );
      return row?.done ?? false;
    });
  }
}
