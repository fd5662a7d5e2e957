import { Controller, Get, Param } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import { Partners } from '../partners/partner.table.ts';
import { contactsSql } from '../profiles/contacts.ts';
import type { Contact } from '../profiles/profile.ts';
import { AllControlSeries } from './control-series.table.ts';

/** Which of a partner's own control numbers we have not seen. */
@Controller('partners/:partner/missing-interchanges')
export class SeeMissing {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({})
  list(@Param('partner') partner: string): Promise<object[]> {
    return this.transactions.run(async (tx) => {
      await tx.one(Partners, partner);
      const [series] = await tx.find(AllControlSeries, { id: partner });
      const [known] = await tx.query<{ contacts: Contact[] | null }>(
        `select ${contactsSql('missing-files', '$1', '$2')} as contacts`,
        [partner, tx.by.organisation],
      );
      return (series?.gaps ?? []).map(({ first, last, since, told }) => ({
        firstControl: String(first),
        lastControl: String(last),
        since,
        told,
        contacts: known?.contacts ?? null,
      }));
    });
  }
}
