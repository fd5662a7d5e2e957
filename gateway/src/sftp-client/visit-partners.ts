import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { inSpan, log, noteSecurity, RelayBell, serviceActor, Transactions, withScope } from '@tradeloom/chassis';
import { create, gateway } from '@tradeloom/contracts';
import { unchanged } from '@tradeloom/kernel';
import { keepLooking } from '../keep-looking.ts';
import { failureReason } from '../messages/failure-reason.rules.ts';
import { reachOf } from '../outside/reach-of.ts';
import { ClientKeys } from './client-keys.ts';
import { backoffMs } from './connection.rules.ts';
import { Connections } from './connection.table.ts';
import { ConnectionsRegister, type Visited } from './connections-register.ts';
import { FetchFiles } from './fetch-files.ts';
import { OtherServer, PartnerServer } from './partner-server.ts';
import { PushFiles } from './push-files.ts';
import { quietUntil } from './quiet-hours.rules.ts';

const lookEveryMs = 1_000;
const renewEveryMs = 20_000;
const longestVisitMs = 600_000;
const mostTold = 3;

/** What both sides are shown of single files that were refused; null when none was. */
const told = (refused: readonly string[]): string | null => {
  const more = refused.length - mostTold;
  const said = refused.slice(0, mostTold).join('; ');
  return more > 0 ? `${said}; +${more}` : said || null;
};

/** Goes to partners' SFTP servers: puts our files there, and fetches theirs. */
@Injectable()
export class VisitPartners implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly reach = reachOf(process.env);
  private readonly stopping = new AbortController();
  private readonly bell = new RelayBell();
  private readonly underway = new Set<Promise<void>>();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly transactions: Transactions,
    private readonly register: ConnectionsRegister,
    private readonly keys: ClientKeys,
    private readonly fetching: FetchFiles,
    private readonly pushing: PushFiles,
  ) {}

  onApplicationBootstrap(): void {
    this.running = keepLooking(() => this.look(), {
      bell: this.bell,
      everyMs: lookEveryMs,
      signal: this.stopping.signal,
      trouble: 'partners to be visited could not be looked for',
    });
  }

  /** What is under way is broken off; the next visit goes on with it. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.all(this.underway);
  }

  /** Somebody is to be visited now. */
  ring(): void {
    this.bell.ring();
  }

  private async look(): Promise<void> {
    for (const visited of await this.register.claim()) this.begin(visited);
  }

  private begin(visited: Visited): void {
    const { id } = visited.partner;
    const visit = this.visit(visited)
      .catch((error: unknown) => log.error({ err: error, partner: id }, 'a visit was broken off; the next one goes on'))
      .finally(() => this.underway.delete(visit));
    this.underway.add(visit);
  }

  private visit(visited: Visited): Promise<void> {
    const { connection, partner } = visited;
    const scope = { by: serviceActor('gateway'), organisations: partner.parties };
    return withScope(scope, () =>
      inSpan('visit SFTP server', { attributes: { 'tradeloom.partner.id': partner.id } }, async () => {
        const quiet = quietUntil(connection.quiet, new Date());
        if (quiet) return this.transactions.run((tx) => this.register.rest(tx, partner.id, quiet));
        let refused: readonly string[];
        try {
          refused = await this.work(visited);
        } catch (error) {
          return this.noteFailure(visited, error);
        }
        return this.transactions.run((tx) => this.register.succeeded(tx, visited, told(refused)));
      }),
    );
  }

  /** @returns what was refused of single files */
  private async work(visited: Visited): Promise<readonly string[]> {
    const { connection } = visited;
    const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(longestVisitMs)]);
    const { privateKey } = this.keys.keyFor(connection);
    const renewal = setInterval(() => this.renew(visited), renewEveryMs);
    let server: PartnerServer | undefined;
    try {
      server = await PartnerServer.open({ ...connection, privateKey }, this.reach, signal);
      await this.pushing.push(visited, server);
      return visited.isPoll ? await this.fetching.fetch(visited, server) : [];
    } catch (error) {
      const isGone = server?.isOver ?? true;
      if (isGone && !this.stopping.signal.aborted) await this.pushing.missed(visited, error);
      throw error;
    } finally {
      clearInterval(renewal);
      server?.close();
    }
  }

  /** Where it cannot be renewed another gateway may come: what is taken is claimed file by file. */
  private renew({ partner }: Visited): void {
    this.transactions
      .run((tx) => this.register.renew(tx, partner.id))
      .catch((error: unknown) => log.warn({ err: error, partner: partner.id }, 'a visit could not be prolonged'));
  }

  private async noteFailure(visited: Visited, error: unknown): Promise<void> {
    const { connection, partner } = visited;
    const isStopping = this.stopping.signal.aborted;
    if (error instanceof OtherServer) await this.alarm(visited, error.shown);
    await this.transactions.run(async (tx) => {
      if (isStopping) return this.register.giveBack(tx, partner.id, 0);
      const failures = await this.register.failed(tx, partner.id, failureReason(error));
      return this.register.giveBack(tx, partner.id, backoffMs(failures, connection.pollSeconds, Math.random()));
    });
    log.warn({ err: error, partner: partner.id }, 'a partner’s SFTP server could not be visited; tried again');
  }

  /** Another key is never taken for the old one: the partner says which is right, at the door. Told once per key. */
  private async alarm({ connection, partner }: Visited, shown: string): Promise<void> {
    const { host, hostKey } = connection;
    noteSecurity('access-refused', { who: partner.id, by: 'sftp-host-key', from: host, why: 'sftp.other-host-key' });
    await this.transactions.run((tx) =>
      tx.change(Connections, partner.id, (present) =>
        present.refusedKey === shown
          ? unchanged(present)
          : {
              state: { ...present, refusedKey: shown },
              events: [
                create(gateway.ServerKeyRefusedSchema, {
                  partner: partner.organisation,
                  host,
                  expected: hostKey,
                  shown,
                }),
              ],
            },
      ),
    );
  }
}
