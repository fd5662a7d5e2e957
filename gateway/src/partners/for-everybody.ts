import { Injectable } from '@nestjs/common';
import { type OrganisationKind, serviceActor, Transactions, type Tx, withScope } from '@tradeloom/chassis';
import { DataSource } from 'typeorm';

/** Which companies there are, and of what kind. */
export type Kinds = ReadonlyMap<string, OrganisationKind>;

/** Work of the gateway's own, on behalf of every company there is: looking for what is due, or for who it is that calls. */
@Injectable()
export class ForEverybody {
  constructor(
    private readonly transactions: Transactions,
    private readonly db: DataSource,
  ) {}

  /**
   * Which companies there are is asked anew each time: one that has just come is among them.
   * @returns undefined while there is none
   */
  async run<T>(work: (tx: Tx, kinds: Kinds) => Promise<T>): Promise<T | undefined> {
    const rows = await this.db.query<{ id: string; kind: OrganisationKind }[]>('select id, kind from organisations');
    if (rows.length === 0) return undefined;
    const kinds: Kinds = new Map(rows.map(({ id, kind }) => [id, kind]));
    const scope = { by: serviceActor('gateway'), organisations: [...kinds.keys()] };
    return withScope(scope, () => this.transactions.run((tx) => work(tx, kinds)));
  }
}
