import { Controller, Get, Param } from '@nestjs/common';
import { type Actor, Allow, Caller, Transactions } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import { Partners } from '../partners/partner.table.ts';
import { ProfileVersions } from './profile-version.table.ts';
import { versionId } from './profile-version.ts';
import { shownStandard, shownVersion } from './shown-version.ts';

/** What is agreed with a partner, and what was. */
@Controller('partners/:partner/profile')
export class SeeProfile {
  constructor(private readonly transactions: Transactions) {}

  /** The version in force; without one, the standard. */
  @Get()
  @Allow({})
  inForce(@Param('partner') partner: string, @Caller() by: Actor): Promise<object | undefined> {
    return this.transactions.run(async (tx) => {
      const known = await tx.one(Partners, partner);
      const [active] = await tx.find(ProfileVersions, { partner, status: 'active' });
      return active ? shownVersion(active, known, by) : shownStandard(known, by);
    });
  }

  /** All versions, the latest first. */
  @Get('versions')
  @Allow({})
  list(@Param('partner') partner: string, @Caller() by: Actor): Promise<object[]> {
    return this.transactions.run(async (tx) => {
      const known = await tx.one(Partners, partner);
      const versions = await tx.find(ProfileVersions, { partner }, { number: 'DESC' });
      return versions.flatMap((version) => shownVersion(version, known, by) ?? []);
    });
  }

  @Get('versions/:number')
  @Allow({})
  one(
    @Param('partner') partner: string,
    @Param('number') number: string,
    @Caller() by: Actor,
  ): Promise<object | undefined> {
    return this.transactions.run(async (tx) => {
      const known = await tx.one(Partners, partner);
      const [version] = await tx.find(ProfileVersions, { id: versionId(partner, Number(number)) });
      const shown = version && shownVersion(version, known, by);
      if (!shown) throw notFound('profile version', number);
      return shown;
    });
  }
}
