import { Injectable } from '@nestjs/common';
import { serviceActor, Transactions, type Tx, withScope } from '@tradeloom/chassis';
import { Organisations } from './organisations.ts';

/** Work of the gateway's own, on behalf of every company there is: looking for what is due, or for who it is that calls. */
@Injectable()
export class ForEverybody {
  constructor(
    private readonly transactions: Transactions,
    private readonly organisations: Organisations,
  ) {}

  /** @returns undefined while there is no company */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T | undefined> {
    const organisations = [...(await this.organisations.all()).keys()];
    if (organisations.length === 0) return undefined;
    return withScope({ by: serviceActor('gateway'), organisations }, () => this.transactions.run(work));
  }
}
