import type { Tx } from '@tradeloom/chassis';
import { type CheckedMap, checkMap, type InterchangeResult, type MapOf } from '@tradeloom/edi';
import type { MapUse, PartnerMapVersion } from './partner-map.rules.ts';
import { PartnerMaps } from './partner-map.table.ts';

/** The maps by which a partner's messages are read and made. */
export class MapsInForce {
  private readonly byMessage = new Map<string, { readonly map: CheckedMap; readonly use: MapUse }>();

  constructor(versions: readonly PartnerMapVersion[]) {
    for (const { message, release, number, rules } of versions) {
      const { map, problems } = checkMap({ message, version: release, rules });
      // It was checked before it came in force: the file waits, and is told of, until somebody puts one that fits.
      if (!map) throw new Error(`map ${message} ${release} ${number} does not hold: ${problems[0]?.message.en}`);
      this.byMessage.set(`${message} ${release}`, { map, use: { message, release, number } });
    }
  }

  readonly of: MapOf = (message, release) => this.byMessage.get(`${message} ${release}`)?.map;

  /** The versions that had a part in reading this. */
  usedIn(interchanges: readonly InterchangeResult[]): MapUse[] {
    const messages = interchanges.flatMap(({ groups }) => groups.flatMap((group) => group.messages));
    const uses = messages.map(({ type, version }) => this.byMessage.get(`${type} ${version}`)?.use);
    return [...new Set(uses.filter((use) => use !== undefined))];
  }

  useOf(message: string, release: string): MapUse[] {
    const found = this.byMessage.get(`${message} ${release}`);
    return found ? [found.use] : [];
  }

  get isEmpty(): boolean {
    return this.byMessage.size === 0;
  }
}

export const mapsInForce = async (tx: Tx, partner: string): Promise<MapsInForce> =>
  new MapsInForce(await tx.find(PartnerMaps, { partner, status: 'active' }));
