import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { type Actor, Allow, Caller, JsonField, newId, Transactions, type Tx } from '@tradeloom/chassis';
import { checkMap, type MapProblem, type PartnerMap } from '@tradeloom/edi';
import { must, notFound } from '@tradeloom/kernel';
import { In } from 'typeorm';
import { tryAgain } from '../messages/reading-attempts.ts';
import type { Partner } from '../partners/partner.table.ts';
import { Partners } from '../partners/partner.table.ts';
import { keepers, ownPartner } from './own-side.ts';
import { activateMap, changeDraft, draftMap, type PartnerMapVersion, retireMap } from './partner-map.rules.ts';
import { PartnerMaps } from './partner-map.table.ts';

class MapBody {
  @JsonField({ description: 'message, version and rules, as in docs/maps/partner-map.schema.json' })
  map!: Record<string, unknown>;
}

/** What is wrong with a version stands beside it, rule by rule. */
export const shownMap = ({ parties: _parties, version: _version, ...map }: PartnerMapVersion) => ({
  ...map,
  problems: problemsOf(map),
});

const problemsOf = ({ message, release, rules }: Pick<PartnerMapVersion, 'message' | 'release' | 'rules'>) =>
  checkMap({ message, version: release, rules }).problems as readonly MapProblem[];

export const mapOf = async (tx: Tx, partner: string, id: string): Promise<PartnerMapVersion> => {
  const map = await tx.one(PartnerMaps, id);
  if (map.partner !== partner) throw notFound('partner-map', id);
  return map;
};

/** @throws DomainError naming the first thing that is wrong */
export const mustHold = (map: PartnerMapVersion): void => {
  const [problem] = problemsOf(map);
  must(
    problem === undefined,
    'gateway.map.does-not-hold',
    {
      en: `Rule ${problem?.rule}, ${problem?.field}: ${problem?.message.en}`,
      zh: `规则 ${problem?.rule}，${problem?.field}：${problem?.message.zh}`,
    },
    { rule: problem?.rule ?? 0, field: problem?.field ?? '', code: problem?.code ?? '' },
  );
};

/** The versions of a partner's maps: one draft and one in force for each message, and those that were. */
@Controller('partners/:partner/maps')
export class ManageMaps {
  constructor(private readonly transactions: Transactions) {}

  /** By message, the latest first. */
  @Get()
  @Allow({})
  list(@Param('partner') partner: string): Promise<object[]> {
    return this.transactions.run(async (tx) => {
      await tx.one(Partners, partner);
      const maps = await tx.find(PartnerMaps, { partner }, { message: 'ASC', release: 'ASC', number: 'DESC' });
      return maps.map(shownMap);
    });
  }

  /** The draft of this message, put anew each time; what is wrong with it is answered and keeps it from a trial. */
  @Put()
  @Allow(keepers)
  put(@Param('partner') partner: string, @Body() { map }: MapBody, @Caller() by: Actor): Promise<object> {
    return this.transactions.run(async (tx) => {
      const profile = await ownPartner(tx, partner, by);
      const { message, release, rules } = namesOf(map);
      await oneAtATime(tx, partner);
      const draft = { rules, by: by.login, at: tx.at };
      const present = await tx.find(PartnerMaps, { partner, message, release });
      const open = present.find(({ status }) => status === 'draft' || status === 'tried');
      const kept = open
        ? await tx.change(PartnerMaps, open.id, changeDraft(draft))
        : await tx.add(PartnerMaps, draftMap(nextVersion(profile, message, release, present), draft));
      return shownMap(kept);
    });
  }

  /** Files that are read or made from now on go by it; the version before is kept. */
  @Post(':id/activation')
  @HttpCode(200)
  @Allow(keepers)
  activate(@Param('partner') partner: string, @Param('id') id: string, @Caller() by: Actor): Promise<object> {
    return this.transactions.run(async (tx) => {
      await ownPartner(tx, partner, by);
      await oneAtATime(tx, partner);
      const map = await mapOf(tx, partner, id);
      mustHold(map);
      const { message, release } = map;
      const before = await tx.find(PartnerMaps, { partner, message, release, status: In(['active']) });
      for (const other of before) if (other.id !== id) await tx.change(PartnerMaps, other.id, retireMap(tx.at));
      await tryAgain(tx, partner);
      return shownMap(await tx.change(PartnerMaps, id, activateMap(by.login, tx.at)));
    });
  }
}

const oneAtATime = (tx: Tx, partner: string): Promise<unknown> =>
  tx.query('select pg_advisory_xact_lock(hashtextextended($1, 14))', [`maps:${partner}`]);

const nextVersion = (
  { id, parties }: Partner,
  message: string,
  release: string,
  present: readonly PartnerMapVersion[],
) => ({
  id: newId(),
  parties,
  partner: id,
  message,
  release,
  number: Math.max(0, ...present.map(({ number }) => number)) + 1,
});

const isShort = (value: unknown): value is string => typeof value === 'string' && /^[A-Z0-9.]{1,20}$/.test(value);

/** What has to be there so that it can be kept as the draft of a message. */
const namesOf = (map: Record<string, unknown>): { message: string; release: string; rules: PartnerMap['rules'] } => {
  const { message, version, rules } = map;
  must(
    isShort(message) && isShort(version) && Array.isArray(rules) && !JSON.stringify(rules).includes('\\u0000'),
    'gateway.map.not-a-map',
    { en: 'A map is { message, version, rules }', zh: '映射应为 { message, version, rules }' },
  );
  return { message, release: version, rules };
};
