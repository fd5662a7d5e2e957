import { Injectable } from '@nestjs/common';
import type { Text } from '@tradeloom/kernel';
import { DataSource } from 'typeorm';

export interface Organisation {
  readonly id: string;
  readonly kind: string;
  readonly name: Text;
  readonly country: string;
}

const rememberedForMs = 60_000;

/** Names of the companies on the platform. */
@Injectable()
export class Organisations {
  private known: Promise<ReadonlyMap<string, Organisation>> | undefined;
  private until = 0;

  constructor(private readonly db: DataSource) {}

  all(): Promise<ReadonlyMap<string, Organisation>> {
    if (!this.known || performance.now() > this.until) {
      this.until = performance.now() + rememberedForMs;
      const loading = this.load();
      this.known = loading;
      const forget = (): void => {
        this.known = undefined;
      };
      // a platform that has just begun has its companies in a moment
      loading.then(({ size }) => size === 0 && forget(), forget);
    }
    return this.known;
  }

  /** The English name, or the id of a company that is not listed. */
  async nameOf(id: string): Promise<string> {
    return (await this.all()).get(id)?.name.en ?? id;
  }

  private async load(): Promise<ReadonlyMap<string, Organisation>> {
    const rows = await this.db.query<{ id: string; kind: string; name_en: string; name_zh: string; country: string }[]>(
      'select id, kind, name_en, name_zh, country from organisations',
    );
    return new Map(
      rows.map((r) => [r.id, { id: r.id, kind: r.kind, name: { en: r.name_en, zh: r.name_zh }, country: r.country }]),
    );
  }
}
