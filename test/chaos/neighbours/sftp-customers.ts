import { newKey, SftpClient } from '../../../gateway/test/sftp-client.ts';
import type { Act } from '../acting.ts';
import type { Answered, Operable } from '../doors/door.ts';
import { customersBy } from '../doors/doors.ts';

const answerWithinMs = 15_000;

/** Customers who put their orders into our folder, under a temporary name first. */
export class SftpCustomers {
  private readonly port: number;
  private readonly privateKey: string;

  private constructor(port: number, privateKey: string) {
    this.port = port;
    this.privateKey = privateKey;
  }

  static async open(act: Act): Promise<SftpCustomers> {
    const key = newKey();
    for (const [customer] of customersBy.sftp)
      await act(customer, 'POST', `partners/${customer}/sftp-keys`, { publicKey: key.public });
    const [[first]] = customersBy.sftp as [[string, string]];
    const { port } = await act<{ port: number }>(first, 'GET', 'sftp');
    return new SftpCustomers(port, key.private);
  }

  /** Once: it is taken when the renaming is answered. */
  async send({ who, key, body }: Operable, attempt: number): Promise<Answered> {
    let client: SftpClient | undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), answerWithinMs);
    });
    try {
      const opening = SftpClient.open({
        port: this.port,
        username: who,
        privateKey: this.privateKey,
        readyTimeout: answerWithinMs,
      });
      opening.catch(() => undefined);
      client = await Promise.race([opening, late]);
      const connection = client;
      const gone = connection.ended.then(() => {
        throw new Error('the connection has ended');
      });
      gone.catch(() => undefined);
      const part = `inbound/${key}.edi.${attempt}.part`;
      const put = async (): Promise<void> => {
        await connection.put(part, body);
        await connection.rename(part, `inbound/${key}.edi`);
      };
      await Promise.race([put(), gone, late]);
      return { outcome: 'ok', said: 'renamed' };
    } catch (error) {
      return { outcome: 'unknown', said: (error as Error).message };
    } finally {
      clearTimeout(timer);
      client?.connection.on('error', () => undefined).destroy();
    }
  }
}
