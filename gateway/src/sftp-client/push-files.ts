import { posix } from 'node:path';
import { Injectable } from '@nestjs/common';
import { log, Transactions, type Tx } from '@tradeloom/chassis';
import { create, gateway } from '@tradeloom/contracts';
import { contentOf } from '../mailboxes/contents.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { collect } from '../mailboxes/sent-file.rules.ts';
import { failureReason } from '../messages/failure-reason.rules.ts';
import { outboundName } from '../sftp/shown-name.rules.ts';
import { isPutElsewhere } from './connection.rules.ts';
import { Connections } from './connection.table.ts';
import type { Visited } from './connections-register.ts';
import { hasAnswered, type PartnerServer } from './partner-server.ts';
import { type DuePush, Pushes } from './pushes.ts';

/** It has answered, and said no. */
class Refused extends Error {}

/**
 * Puts our files into a partner's folder: under a temporary name, its size compared, that noted, then renamed. Whoever comes
 * after a crash finds the temporary name, and renames it, or does not, and then it was renamed.
 */
@Injectable()
export class PushFiles {
  constructor(
    private readonly transactions: Transactions,
    private readonly pushes: Pushes,
  ) {}

  /** @throws Error when the server answers no more; what it refuses is noted and tried again later */
  async push(visited: Visited, server: PartnerServer): Promise<void> {
    const { putInto } = visited.connection;
    if (putInto === null) return;
    for (const due of await this.transactions.run((tx) => this.pushes.due(tx, visited.partner.id))) {
      const mine = await this.claim(visited, due);
      if (mine) await this.attempt(visited, server, putInto, mine);
    }
  }

  /** @returns null when it is another's, or the partner's folder is no more the one that this visit goes to */
  private claim({ connection, partner }: Visited, due: DuePush): Promise<DuePush | null> {
    return this.transactions.run(async (tx) => {
      const present = await tx.one(Connections, partner.id);
      return isPutElsewhere(connection, present) ? null : this.pushes.claim(tx, due);
    });
  }

  private async attempt(visited: Visited, server: PartnerServer, folder: string, due: DuePush): Promise<void> {
    try {
      if (!(await this.deliver(server, folder, due))) return;
    } catch (error) {
      if (!(error instanceof Refused || hasAnswered(error))) {
        await this.transactions.run((tx) => this.pushes.release(tx, due));
        throw error;
      }
      log.warn(
        { err: error, partner: visited.partner.id, interchange: due.interchange },
        'SFTP file refused; tried again',
      );
      return this.putOff(visited, [due], failureReason(error), 'refused-by-receiver');
    }
    await this.transactions.run(async (tx) => {
      if (await this.pushes.settle(tx, due, 'delivered', null))
        await tx.change(Interchanges, due.interchange, collect('partner-sftp', tx.at));
    });
  }

  /** The partner's server could not be reached: all that is due for it was tried in vain. */
  async missed(visited: Visited, error: unknown): Promise<void> {
    const due = await this.transactions.run((tx) => this.pushes.due(tx, visited.partner.id));
    await this.putOff(visited, due, failureReason(error), 'unreachable');
  }

  /** @returns false when it is to be put elsewhere since, or another gateway has it */
  private async deliver(server: PartnerServer, folder: string, due: DuePush): Promise<boolean> {
    const { name, content } = await this.transactions.run(async (tx) => {
      const interchange = await tx.one(Interchanges, due.interchange);
      return { name: outboundName(interchange), content: await contentOf(tx, interchange.id) };
    });
    const path = posix.join(folder, name);
    const part = `${path}.part`;
    const begun = await server.stat(part);
    if (due.state === 'uploaded' && begun === null) return true;
    if (due.state === 'waiting' || begun?.size !== content.length) {
      await server.write(part, content);
      const size = (await server.stat(part))?.size;
      if (size !== content.length) throw new Refused(`${size ?? 0} of ${content.length} bytes are there`);
      if (!(await this.transactions.run((tx) => this.pushes.uploaded(tx, due)))) return false;
    }
    await server.rename(part, path);
    return true;
  }

  private putOff({ partner }: Visited, due: readonly DuePush[], reason: string, alarm: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      for (const one of due)
        if (!(await this.pushes.putOff(tx, one, reason)))
          await this.giveUp(tx, one, reason, alarm, partner.organisation);
    });
  }

  private async giveUp(tx: Tx, due: DuePush, reason: string, alarm: string, receiver: string): Promise<void> {
    if (!(await this.pushes.settle(tx, due, 'failed', reason))) return;
    await tx.change(Interchanges, due.interchange, (interchange) => ({
      state: interchange,
      events: [
        create(gateway.MessageUndeliveredSchema, {
          ref: { interchangeId: interchange.id, messageType: interchange.messageType ?? '' },
          receiver,
          messageType: interchange.messageType ?? '',
          orderId: interchange.orderId ?? '',
          reason: alarm,
        }),
      ],
    }));
  }
}
