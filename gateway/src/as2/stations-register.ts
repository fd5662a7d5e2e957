import { Injectable } from '@nestjs/common';
import type { Actor } from '@tradeloom/chassis';
import { ForEverybody } from '../partners/for-everybody.ts';
import { type Partner, Partners } from '../partners/partner.table.ts';
import { partnerActor } from '../partners/partner-actor.ts';
import { Stations } from './as2-station.table.ts';
import type { Station } from './as2-station.ts';

/** A partner who was named, not yet one who has shown that he is it. */
export interface Named {
  readonly station: Station;
  readonly partner: Partner;
  readonly actor: Actor;
}

/** Which partner two AS2 names belong to. Asked on behalf of all companies, for nobody is known yet. */
@Injectable()
export class StationsRegister {
  constructor(private readonly everybody: ForEverybody) {}

  /** @returns null when the two are not known to speak to each other */
  async find(theirName: string, ourName: string): Promise<Named | null> {
    const found = await this.everybody.run(async (tx, kinds) => {
      const [station] = await tx.find(Stations, { theirName, ourName });
      const [partner] = station ? await tx.find(Partners, { id: station.id }) : [];
      const actor = partner ? partnerActor(partner, kinds) : null;
      return station && partner && actor ? { station, partner, actor } : null;
    });
    return found ?? null;
  }
}
