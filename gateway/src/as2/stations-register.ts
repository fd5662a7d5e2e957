import { Injectable } from '@nestjs/common';
import type { Actor, OrganisationKind } from '@tradeloom/chassis';
import { ForEverybody } from '../partners/for-everybody.ts';
import { Organisations } from '../partners/organisations.ts';
import { type Partner, Partners } from '../partners/partner.table.ts';
import { Stations } from './as2-station.table.ts';
import type { Station } from './as2-station.ts';

/** A partner who was named, not yet one who has shown that he is it. */
export interface Named {
  readonly station: Station;
  readonly partner: Partner;
  /** The same caller that the partner's API key makes. */
  readonly actor: Actor;
}

/** Which partner two AS2 names belong to. Asked on behalf of all companies, for nobody is known yet. */
@Injectable()
export class StationsRegister {
  constructor(
    private readonly everybody: ForEverybody,
    private readonly organisations: Organisations,
  ) {}

  /** @returns null when the two are not known to speak to each other */
  async find(theirName: string, ourName: string): Promise<Named | null> {
    const found = await this.everybody.run(async (tx) => {
      const [station] = await tx.find(Stations, { theirName, ourName });
      const [partner] = station ? await tx.find(Partners, { id: station.id }) : [];
      return station && partner ? { station, partner } : null;
    });
    if (!found) return null;
    const { id, organisation } = found.partner;
    const kind = (await this.organisations.all()).get(organisation)?.kind as OrganisationKind | undefined;
    return kind ? { ...found, actor: { login: id, organisation, kind, role: 'system' } } : null;
  }
}
