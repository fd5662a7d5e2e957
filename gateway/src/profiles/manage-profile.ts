import { Body, Controller, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import {
  type Actor,
  Allow,
  type CalledRequest,
  Caller,
  IntField,
  InvalidInput,
  noteSecurity,
  placeOf,
  Transactions,
  type Tx,
} from '@tradeloom/chassis';
import type { FastifyRequest } from 'fastify';
import { holdsBack, lookAgain, stopWaiting } from '../messages/await-turn.ts';
import { InboundWork } from '../messages/inbound-work.ts';
import { tryAgain } from '../messages/reading-attempts.ts';
import { type Partner, Partners } from '../partners/partner.table.ts';
import { findingsOf } from './check-profile.ts';
import { draftOf, mustHaveDraft, ownProfile } from './own-profile.ts';
import { ProfileBody } from './profile-body.ts';
import { ProfileVersions } from './profile-version.table.ts';
import { activate, changeDraft, noteTrial, openDraft, supersede } from './profile-version.ts';
import { inForce, register, under } from './profiled-partner.ts';
import { shownVersion } from './shown-version.ts';
import { completed, standardProfile } from './standard-profile.ts';
import { type Trial, TryProfile } from './try-profile.ts';

const mostFiles = 100;
const usualFiles = 20;

class TrialBody {
  @IntField({ optional: true, min: 1, description: `the latest so many files; ${usualFiles} when left out` })
  latest?: number;
}

const who = { roles: ['operator'] as const };

/** What is agreed with a partner is written as a draft, tried on what went to and fro, and then put in force. */
@Controller('partners/:partner/profile')
export class ManageProfile {
  constructor(
    private readonly transactions: Transactions,
    private readonly trials: TryProfile,
    private readonly inbound: InboundWork,
  ) {}

  /** The whole of the next version; what is left out is as the standard has it. */
  @Put('draft')
  @Allow(who)
  save(@Param('partner') partner: string, @Body() body: ProfileBody, @Caller() by: Actor): Promise<object | undefined> {
    return this.transactions.run(async (tx) => {
      const known = await ownProfile(tx, partner, by);
      const fields = completed(standardProfile(known), body);
      const findings = findingsOf(fields, body, known);
      if (findings.length > 0) throw new InvalidInput(findings);
      const change = { fields, by: by.login, at: tx.at };
      const draft = await draftOf(tx, partner);
      const kept = draft
        ? await tx.change(ProfileVersions, draft.id, changeDraft(change))
        : await tx.add(ProfileVersions, openDraft(known, await nextNumber(tx, known), change));
      return shownVersion(kept, known, by);
    });
  }

  /** Reads and writes the latest files anew, under what is in force and under the draft; nothing is kept or sent. */
  @Post('draft/trial')
  @HttpCode(200)
  @Allow(who)
  try(@Param('partner') partner: string, @Body() { latest }: TrialBody, @Caller() by: Actor): Promise<Trial> {
    return this.transactions.run(async (tx) => {
      const known = await ownProfile(tx, partner, by);
      const draft = await mustHaveDraft(tx, partner);
      const files = Math.min(latest ?? usualFiles, mostFiles);
      const trial = await this.trials.run(tx, await inForce(tx, known), under(known, draft), files);
      const { files: tried, changed } = trial;
      const summary = { at: tx.at.toISOString(), by: by.login, files: tried, changed };
      await tx.change(ProfileVersions, draft.id, noteTrial(summary, draft.changedAt));
      return trial;
    });
  }

  /** In force from the next file on. */
  @Post('draft/activation')
  @HttpCode(200)
  @Allow(who)
  async activate(
    @Param('partner') partner: string,
    @Req() request: FastifyRequest & CalledRequest,
    @Caller() by: Actor,
  ): Promise<object | undefined> {
    const shown = await this.transactions.run(async (tx) => {
      const known = await ownProfile(tx, partner, by);
      const draft = await mustHaveDraft(tx, partner);
      const [active] = await tx.find(ProfileVersions, { partner, status: 'active' });
      if (active) await tx.change(ProfileVersions, active.id, supersede(tx.at));
      const between = { organisation: known.organisation, counterparty: known.counterparty };
      const kept = await tx.change(ProfileVersions, draft.id, activate(by.login, tx.at, between));
      await tx.change(Partners, partner, register(kept.fields));
      await tryAgain(tx, partner);
      // What is missing already was not waited for, and what waited may not have to any more.
      if (holdsBack(under(known, active))) await lookAgain(tx, partner);
      else if (holdsBack(under(known, kept))) await stopWaiting(tx, partner, Number.MAX_SAFE_INTEGER);
      return shownVersion(kept, known, by);
    });
    this.inbound.ring();
    noteSecurity('profile-activated', { ...placeOf(request), what: partner });
    return shown;
  }
}

const nextNumber = async (tx: Tx, { id }: Partner): Promise<number> => {
  const [row] = await tx.query<{ next: number }>(
    'select coalesce(max(number), 0) + 1 as next from profile_versions where partner = $1',
    [id],
  );
  return row?.next ?? 1;
};
