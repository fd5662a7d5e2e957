import { Body, Controller, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import {
  type Actor,
  Allow,
  BoolField,
  type CalledRequest,
  Caller,
  IntField,
  noteSecurity,
  ObjectField,
  placeOf,
  TextField,
  Transactions,
  type Tx,
} from '@tradeloom/chassis';
import type { FastifyRequest } from 'fastify';
import { reachOf } from '../outside/reach-of.ts';
import { ownMailbox } from '../partners/own-mailbox.ts';
import { ClientKeys } from './client-keys.ts';
import {
  type ConnectionTerms,
  drawNextKey,
  isPutElsewhere,
  mustBeGood,
  openConnection,
  type SftpConnection,
  setTerms,
} from './connection.rules.ts';
import { Connections } from './connection.table.ts';
import { ConnectionsRegister } from './connections-register.ts';
import { Pushes } from './pushes.ts';
import { VisitPartners } from './visit-partners.ts';

class QuietHoursBody {
  @TextField({ max: 5, example: '22:00' }) from!: string;
  @TextField({ max: 5, example: '06:00' }) to!: string;
  @TextField({ max: 64, example: 'Asia/Shanghai' }) zone!: string;
}

class ConnectionBody {
  @TextField({
    max: 253,
    description: 'name or address of the partner’s SFTP server',
    example: 'sftp.harbor-pine.example',
  })
  host!: string;
  @IntField({ optional: true, description: '22 when left out' }) port?: number;
  @TextField({ max: 128, description: 'the login that the partner has given us' }) login!: string;
  @TextField({
    max: 60,
    description: 'fingerprint of the server’s key as ssh-keygen -l shows it; a server with another key is refused',
    example: 'SHA256:hR5rne1jsnWN+/oz/FXGMeMX48xM21K3uki2+8D9WQI',
  })
  hostKey!: string;
  @TextField({ max: 500, optional: true, description: 'folder there from which we fetch' }) fetchFrom?: string;
  @TextField({
    max: 500,
    optional: true,
    description: 'folder there to which a file is moved that we have; left out: it is deleted',
  })
  moveTo?: string;
  @TextField({
    max: 500,
    optional: true,
    description: 'folder there in which we put our files, unless they are posted by AS2',
  })
  putInto?: string;
  @TextField({
    max: 100,
    optional: true,
    description: 'which names are fetched: up to two *, and ?; all when left out',
    example: '*.edi',
  })
  pattern?: string;
  @TextField({
    max: 21,
    optional: true,
    description:
      'ending of the marker that says that a file is complete; left out: it is when it has not changed between two looks',
    example: '.done',
  })
  doneSuffix?: string;
  @IntField({ optional: true, description: 'seconds between two looks, 5 to 86400; 60 when left out' })
  pollSeconds?: number;
  @ObjectField(() => QuietHoursBody, { optional: true, description: 'when nobody comes' }) quiet?: QuietHoursBody;
  @BoolField({ optional: true, description: 'true when left out' }) enabled?: boolean;
}

const who = { roles: ['system', 'operator'] as const };
const sshPort = 22;
const usualPollSeconds = 60;

const termsOf = (body: ConnectionBody): ConnectionTerms => ({
  host: body.host,
  port: body.port ?? sshPort,
  login: body.login,
  hostKey: body.hostKey,
  fetchFrom: body.fetchFrom ?? null,
  moveTo: body.moveTo ?? null,
  putInto: body.putInto ?? null,
  pattern: body.pattern ?? '*',
  doneSuffix: body.doneSuffix ?? null,
  pollSeconds: body.pollSeconds ?? usualPollSeconds,
  quiet: body.quiet ? { from: body.quiet.from, to: body.quiet.to, zone: body.quiet.zone } : null,
  enabled: body.enabled ?? true,
});

/** A partner's own SFTP server: where it is, how it is known, what is fetched from it and put there. */
@Controller('partners/:partner/sftp-connection')
export class ManageConnections {
  private readonly reach = reachOf(process.env);

  constructor(
    private readonly transactions: Transactions,
    private readonly register: ConnectionsRegister,
    private readonly keys: ClientKeys,
    private readonly pushes: Pushes,
    private readonly visits: VisitPartners,
  ) {}

  @Get()
  @Allow(who)
  see(@Param('partner') partner: string, @Caller() by: Actor): Promise<object> {
    return this.transactions.run(async (tx) => {
      await ownMailbox(tx, partner, by);
      return this.shown(tx, await tx.one(Connections, partner));
    });
  }

  @Put()
  @Allow(who)
  async set(
    @Param('partner') partner: string,
    @Body() body: ConnectionBody,
    @Req() request: FastifyRequest & CalledRequest,
    @Caller() by: Actor,
  ): Promise<object> {
    const terms = termsOf(body);
    const shown = await this.transactions.run(async (tx) => {
      const { parties } = await ownMailbox(tx, partner, by);
      mustBeGood(terms);
      this.reach.mustAllowHost(terms.host);
      const [present] = await tx.find(Connections, { id: partner });
      const kept = present
        ? await tx.change(Connections, partner, setTerms(terms))
        : await tx.add(Connections, openConnection(partner, parties, terms));
      if (present && isPutElsewhere(present, terms)) await this.pushes.beginAnew(tx, partner);
      await this.register.hurry(tx, partner);
      return this.shown(tx, kept);
    });
    this.visits.ring();
    noteSecurity('key-added', { ...placeOf(request), what: partner });
    return shown;
  }

  /** Another pair of ours; its public key is in the answer. */
  @Post('keys')
  @Allow(who)
  async drawKey(
    @Param('partner') partner: string,
    @Req() request: FastifyRequest & CalledRequest,
    @Caller() by: Actor,
  ): Promise<object> {
    const shown = await this.transactions.run(async (tx) => {
      await ownMailbox(tx, partner, by);
      return this.shown(tx, await tx.change(Connections, partner, drawNextKey));
    });
    noteSecurity('key-added', { ...placeOf(request), what: partner });
    return shown;
  }

  /** Looks into the folder now. */
  @Post('polls')
  @HttpCode(202)
  @Allow(who)
  async poll(@Param('partner') partner: string, @Caller() by: Actor): Promise<object> {
    const shown = await this.transactions.run(async (tx) => {
      await ownMailbox(tx, partner, by);
      const connection = await tx.one(Connections, partner);
      await this.register.hurry(tx, partner);
      return this.shown(tx, connection);
    });
    this.visits.ring();
    return shown;
  }

  /** The latest hundred files that were put there, or are to be. */
  @Get('pushes')
  @Allow(who)
  list(@Param('partner') partner: string, @Caller() by: Actor): Promise<object[]> {
    return this.transactions.run(async (tx) => {
      await ownMailbox(tx, partner, by);
      return this.pushes.list(tx, partner);
    });
  }

  private async shown(tx: Tx, connection: SftpConnection): Promise<object> {
    const { id, parties: _parties, version: _version, keyNumber: _number, ...rest } = connection;
    const { line, fingerprint } = this.keys.keyFor(connection);
    return { partner: id, ...rest, publicKey: line, fingerprint, ...(await this.register.standingOf(tx, id)) };
  }
}
