import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PartnerHost } from '../../../gateway/test/partner-host.ts';
import type { Act } from '../acting.ts';
import type { Answered, Operable } from '../doors/door.ts';
import { customersBy } from '../doors/doors.ts';
import type { Random } from '../random.rules.ts';

const pollSeconds = 5;
/** one renaming in so many is answered by nobody, whether it was done or not */
const cutEvery = 8;

/** Customers who have a server of their own, each a folder of it, and wait to be visited. */
export class CustomersServer {
  private readonly host: PartnerHost;
  private readonly act: Act;

  private constructor(host: PartnerHost, act: Act) {
    this.host = host;
    this.act = act;
  }

  static async open(act: Act): Promise<CustomersServer> {
    const host = await PartnerHost.open();
    const keys: string[] = [];
    for (const [customer] of customersBy.partnerSftp) {
      for (const folder of ['out', 'archive']) await host.makeFolder(`${folder}/${customer}`);
      const { publicKey } = await act<{ publicKey: string }>(customer, 'PUT', `partners/${customer}/sftp-connection`, {
        host: '127.0.0.1',
        port: host.port,
        login: customer,
        hostKey: host.fingerprint,
        fetchFrom: `/out/${customer}`,
        moveTo: `/archive/${customer}`,
        pattern: '*.edi',
        pollSeconds,
      });
      keys.push(publicKey);
    }
    host.authorize(...keys);
    return new CustomersServer(host, act);
  }

  close(): Promise<void> {
    return this.host.close();
  }

  /** It lies there whole, at once, as a customer's ERP does it; from then on it is ours to fetch. */
  async lay({ who, key, body }: Operable, attempt: number): Promise<Answered> {
    const folder = join(this.host.folder, 'out', who);
    const part = join(folder, `.${key}.${attempt}`);
    await writeFile(part, body);
    await rename(part, join(folder, `${key}.edi`));
    return { outcome: 'ok', said: 'laid there' };
  }

  /** Some renamings are done and nobody hears of it, some are not done. */
  meddle(random: Random): void {
    this.host.meddle = (request, cut) => {
      if (!request.startsWith('RENAME') || random.between(1, cutEvery) > 1) return;
      cut();
      if (random.next() < 0.5) throw new Error('cut');
    };
  }

  stop(): Promise<void> {
    return this.host.stop();
  }

  start(): Promise<void> {
    return this.host.start();
  }

  /** From now on it does what it is asked to. */
  behave(): void {
    this.host.meddle = () => undefined;
  }

  /** The customers ask to be visited now. */
  async remind(): Promise<void> {
    for (const [customer] of customersBy.partnerSftp)
      await this.act(customer, 'POST', `partners/${customer}/sftp-connection/polls`);
  }

  /** What lies there still, if anything. */
  async left(): Promise<string | undefined> {
    const names = await Promise.all(customersBy.partnerSftp.map(([customer]) => this.host.names(`out/${customer}`)));
    const count = names.flat().filter((name) => name.endsWith('.edi')).length;
    return count > 0 ? `${count} files are not fetched` : undefined;
  }
}
