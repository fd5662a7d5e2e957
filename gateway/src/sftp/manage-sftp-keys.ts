import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import {
  type Actor,
  Allow,
  type CalledRequest,
  Caller,
  newId,
  noteSecurity,
  placeOf,
  TextField,
  Transactions,
} from '@tradeloom/chassis';
import { must, notFound } from '@tradeloom/kernel';
import type { FastifyRequest } from 'fastify';
import type { TokenBearer } from '../access/callers.ts';
import { ownMailbox } from '../partners/own-mailbox.ts';
import { publicKeyOf } from './public-key.ts';
import { SftpDoor } from './sftp-door.ts';
import { type SftpKey, SftpKeys } from './sftp-key.table.ts';

class SftpKeyBody {
  @TextField({
    max: 2000,
    description: 'the line of the .pub file: ssh-ed25519, or ssh-rsa of 2048 bits or more',
    example: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBk2ubYBhBzUkUzeLvlB2GSvKtMwhkMcdl7oq3dRzRPL',
  })
  publicKey!: string;
  @TextField({ max: 200, optional: true, description: 'which machine has it, and who answers for it' }) note?: string;
}

const who = { roles: ['system', 'supplier-clerk', 'operator'] as const };
const mostKeys = 20;

const shown = ({ parties: _parties, version: _version, ...rest }: SftpKey) => rest;

/** The public keys with which a partner's system comes in by SFTP; his login is the partner's id. */
@Controller('partners/:partner/sftp-keys')
export class ManageSftpKeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly door: SftpDoor,
  ) {}

  @Get()
  @Allow(who)
  list(@Param('partner') partner: string, @Caller() by: Actor): Promise<object[]> {
    return this.transactions.run(async (tx) => {
      await ownMailbox(tx, partner, by);
      return (await tx.find(SftpKeys, { partner }, { addedAt: 'ASC', id: 'ASC' })).map(shown);
    });
  }

  /** A borrowed token lasts ten minutes: it must not leave a key behind that lasts for ever. */
  @Post()
  @Allow(who)
  async add(
    @Param('partner') partner: string,
    @Body() { publicKey, note = '' }: SftpKeyBody,
    @Req() request: FastifyRequest & CalledRequest & TokenBearer,
    @Caller() by: Actor,
  ): Promise<object> {
    const added = await this.transactions.run(async (tx) => {
      const { parties } = await ownMailbox(tx, partner, by);
      must(!request.byToken, 'gateway.sftp-key.by-token', {
        en: 'Use an API key or sign in to add a key',
        zh: '新增密钥须使用 API 密钥或登录',
      });
      const { line, fingerprint } = publicKeyOf(publicKey);
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`sftp keys:${partner}`]);
      mayBeAdded(await tx.find(SftpKeys, { partner }), fingerprint);
      const state = { ...blank(partner, parties), fingerprint, publicKey: line, note: note || null };
      return tx.add(SftpKeys, { state: { ...state, addedBy: by.login, addedAt: tx.at }, events: [] });
    });
    noteSecurity('key-added', { ...placeOf(request), what: added.id });
    return shown(added);
  }

  /** Who came in with it is out at once; at another gateway within a quarter of a minute. */
  @Delete(':id')
  @HttpCode(204)
  @Allow(who)
  async revoke(
    @Param('partner') partner: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest & CalledRequest,
    @Caller() by: Actor,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      await ownMailbox(tx, partner, by);
      const key = await tx.one(SftpKeys, id);
      if (key.partner !== partner || key.revokedAt) throw notFound('SFTP key', id);
      await tx.change(SftpKeys, id, (present) => ({
        state: { ...present, revokedBy: by.login, revokedAt: tx.at },
        events: [],
      }));
    });
    this.door.revoked(id);
    noteSecurity('key-revoked', { ...placeOf(request), what: id });
  }
}

const mayBeAdded = (keys: readonly SftpKey[], fingerprint: string): void => {
  const same = keys.find((key) => key.fingerprint === fingerprint);
  must(!same?.revokedAt, 'gateway.sftp-key.was-revoked', {
    en: 'This key was revoked: make a new one',
    zh: '该密钥已被撤销，请生成新密钥',
  });
  must(!same, 'gateway.sftp-key.known', { en: 'This key is known already', zh: '该密钥已登记' });
  must(keys.filter((key) => !key.revokedAt).length < mostKeys, 'gateway.sftp-key.too-many', {
    en: `A partner has up to ${mostKeys} keys: revoke one first`,
    zh: `每个伙伴最多 ${mostKeys} 个密钥，请先撤销一个`,
  });
};

const blank = (partner: string, parties: readonly string[]) => ({
  id: newId(),
  version: 0,
  partner,
  parties,
  lastUsedAt: null,
  revokedBy: null,
  revokedAt: null,
});
