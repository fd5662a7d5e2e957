import { posix } from 'node:path';
import { Injectable } from '@nestjs/common';
import { log, Transactions, type Tx } from '@tradeloom/chassis';
import { hashOf } from '../mailboxes/contents.ts';
import { KeepFile } from '../mailboxes/keep-file.ts';
import { fileSizeLimit } from '../mailboxes/uploaded-file.ts';
import { failureReason } from '../messages/failure-reason.rules.ts';
import { unmistakable } from '../sftp/shown-name.rules.ts';
import type { Visited } from './connections-register.ts';
import { hasAnswered, type PartnerServer } from './partner-server.ts';
import { Sightings } from './sightings.ts';
import { isSame, type Listed, type Plan, planOf, type Sighting } from './wanted.rules.ts';

/** Another gateway has it. */
class TakenMeanwhile extends Error {}

const tooLong = 'too-long';

/**
 * Fetches what is complete. The order of things is what nothing is lost or doubled by: kept and noted as taken in one
 * transaction, then moved out of the way, then forgotten; whoever comes after a crash goes on where it broke off.
 */
@Injectable()
export class FetchFiles {
  constructor(
    private readonly transactions: Transactions,
    private readonly sightings: Sightings,
    private readonly files: KeepFile,
  ) {}

  /**
   * @returns what the server refused of single files, in its words; the others are fetched
   * @throws Error when the server answers no more, or refuses the folder; what was fetched until then is kept
   */
  async fetch(visited: Visited, server: PartnerServer): Promise<readonly string[]> {
    const { fetchFrom } = visited.connection;
    if (fetchFrom === null) return [];
    const { take, settle } = await this.look(visited, server, fetchFrom);
    const refused: string[] = [];
    for (const sighting of [...settle, ...take]) {
      try {
        if (sighting.taken === null) await this.take(visited, server, fetchFrom, sighting);
        else await this.settle(visited, server, fetchFrom, sighting);
      } catch (error) {
        if (!hasAnswered(error)) throw error;
        const { name } = sighting;
        log.warn({ err: error, partner: visited.partner.id, name }, 'a file could not be fetched; tried again');
        refused.push(`${name}: ${failureReason(error)}`);
      }
    }
    return refused;
  }

  private async look({ connection, partner }: Visited, server: PartnerServer, folder: string): Promise<Plan> {
    const { pattern, doneSuffix } = connection;
    const matches = (name: string): boolean => posix.matchesGlob(name, pattern);
    const wanted = { matches, doneSuffix, longest: fileSizeLimit };
    const listed = await server.list(folder);
    return this.transactions.run(async (tx) => {
      const known = await this.sightings.of(tx, partner.id);
      const plan = planOf(listed, known, wanted);
      await this.sightings.forget(tx, plan.forget);
      await this.sightings.note(tx, partner.id, partner.parties, plan.note);
      for (const sighting of plan.refuse) await this.sightings.refuse(tx, sighting, tooLong);
      if (doneSuffix === null || plan.note.length === 0) return plan;
      // What has its marker is complete at first sight.
      const { take } = planOf(listed, await this.sightings.of(tx, partner.id), wanted);
      return { ...plan, take };
    });
  }

  private async take(visited: Visited, server: PartnerServer, folder: string, sighting: Sighting): Promise<void> {
    const path = posix.join(folder, sighting.name);
    const content = await server.read(path, sighting.size);
    const after = await server.stat(path);
    // It goes on growing, or is gone: the next look will tell.
    if (content.length !== sighting.size || after === null || !isSame(after, sighting)) return;
    const taken = await this.keep(visited, sighting, content);
    if (taken !== null) await this.settle(visited, server, folder, { ...sighting, taken });
  }

  /** @returns the interchange it has become; null when another gateway has it */
  private async keep({ partner, actor }: Visited, sighting: Sighting, content: Buffer): Promise<string | null> {
    const { name, size } = sighting;
    const file = { name, size, hash: hashOf(content) };
    const before = await this.transactions.run(async (tx) => {
      const known = await this.sightings.takenBefore(tx, partner.id, file);
      return known !== null && (await this.sightings.take(tx, sighting, known)) ? known : null;
    });
    if (before !== null) return before;
    const also = async (tx: Tx, interchange: string): Promise<void> => {
      const isOurs =
        (await this.sightings.take(tx, sighting, interchange)) &&
        (await this.sightings.remember(tx, partner.id, partner.parties, { ...file, interchange }));
      if (!isOurs) throw new TakenMeanwhile();
    };
    const brought = { partner: partner.id, channel: 'partner-sftp', content, contentType, fileName: name } as const;
    try {
      return await this.files.keep(actor, brought, also);
    } catch (error) {
      if (error instanceof TakenMeanwhile) return null;
      throw error;
    }
  }

  /**
   * Moves what we have out of the way. The marker goes first: it must not make the next file of that name look complete.
   * What turns out to be another file than the one we have comes back under a name of its own.
   */
  private async settle({ connection, partner }: Visited, server: PartnerServer, folder: string, sighting: Sighting) {
    const { name } = sighting;
    const path = posix.join(folder, name);
    const moved = unmistakable({ id: sighting.id, fileName: name });
    const target = connection.moveTo === null ? posix.join(folder, `.${moved}`) : posix.join(connection.moveTo, moved);
    const present = await server.stat(path);
    if (present && isSame(present, sighting)) {
      if (connection.doneSuffix !== null) await server.remove(`${path}${connection.doneSuffix}`);
      await server.rename(path, target);
    }
    const there = await server.stat(target);
    if (there && !(await this.isWhatWeHave(partner.id, server, target, there, sighting))) {
      log.warn({ partner: partner.id, name }, 'a file was replaced while it was fetched: it is fetched anew');
      await server.rename(target, posix.join(folder, moved));
    } else if (there && connection.moveTo === null) {
      await server.remove(target);
    }
    await this.transactions.run((tx) => this.sightings.forget(tx, [sighting]));
  }

  /** Some servers give what they rename another time: then its bytes tell. */
  private async isWhatWeHave(
    partner: string,
    server: PartnerServer,
    path: string,
    there: Listed,
    sighting: Sighting,
  ): Promise<boolean> {
    if (there.size !== sighting.size || isSame(there, sighting)) return there.size === sighting.size;
    const hash = await this.transactions.run((tx) => this.sightings.hashOf(tx, partner, sighting));
    return hashOf(await server.read(path, sighting.size)) === hash;
  }
}

const contentType = 'application/octet-stream';
