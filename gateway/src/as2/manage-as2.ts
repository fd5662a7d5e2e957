import { X509Certificate } from 'node:crypto';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req, Res } from '@nestjs/common';
import { CIPHER_NAMES, type Cipher, certificateFacts } from '@tradeloom/as2';
import {
  type Actor,
  Allow,
  BoolField,
  type CalledRequest,
  Caller,
  noteSecurity,
  placeOf,
  TextField,
  Transactions,
} from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PublicUrl } from '../access/public-url.ts';
import { reachOf } from '../outside/reach-of.ts';
import { ownMailbox } from '../partners/own-mailbox.ts';
import { As2Messages } from './as2-messages.ts';
import { Stations } from './as2-station.table.ts';
import {
  addCertificate,
  openStation,
  removeCertificate,
  type Station,
  type StationTerms,
  setTerms,
} from './as2-station.ts';
import { OwnKeys } from './own-keys.ts';

class StationBody {
  @TextField({ max: 128, description: 'our AS2 name, as the partner writes it in AS2-To', example: 'EASTBRIDGE' })
  ourName!: string;
  @TextField({ max: 128, description: 'the partner’s AS2 name', example: 'HARBORPINE AS2' }) theirName!: string;
  @TextField({
    max: 500,
    optional: true,
    description: 'where files are posted; left out: they are fetched another way',
  })
  url?: string;
  @BoolField({ optional: true, description: 'signed both ways; true when left out' }) sign?: boolean;
  @BoolField({ optional: true, description: 'encrypted both ways; true when left out' }) encrypt?: boolean;
  @BoolField({ optional: true, description: 'what we send is compressed; true when left out' }) compress?: boolean;
  @TextField({
    optional: true,
    enum: CIPHER_NAMES,
    description: 'for what we send; 3DES for partners who have nothing else',
  })
  cipher?: Cipher;
  @TextField({
    optional: true,
    enum: ['sync', 'async', 'none'],
    description: 'the receipt we ask for; sync when left out',
  })
  receipt?: 'sync' | 'async' | 'none';
}

class CertificateBody {
  @TextField({ max: 20_000, description: 'PEM, X.509, with an RSA key' }) pem!: string;
}

const who = { roles: ['system', 'operator'] as const };

const termsOf = (body: StationBody): StationTerms => ({
  ourName: body.ourName,
  theirName: body.theirName,
  url: body.url ?? null,
  sign: body.sign ?? true,
  encrypt: body.encrypt ?? true,
  compress: body.compress ?? true,
  cipher: body.cipher ?? CIPHER_NAMES[0],
  receipt: body.receipt ?? 'sync',
});

/** How a partner speaks AS2 with us: names, address, certificates, and the book of what went to and fro. */
@Controller('partners/:partner/as2')
export class ManageAs2 {
  private readonly reach = reachOf(process.env);

  constructor(
    private readonly transactions: Transactions,
    private readonly keys: OwnKeys,
    private readonly messages: As2Messages,
    private readonly publicUrl: PublicUrl,
  ) {}

  @Get()
  @Allow(who)
  see(@Param('partner') partner: string, @Caller() by: Actor): Promise<object> {
    return this.transactions.run(async (tx) => {
      await ownMailbox(tx, partner, by);
      return this.shown(await tx.one(Stations, partner), tx.at);
    });
  }

  @Put()
  @Allow(who)
  async set(
    @Param('partner') partner: string,
    @Body() body: StationBody,
    @Req() request: FastifyRequest & CalledRequest,
    @Caller() by: Actor,
  ): Promise<object> {
    const terms = termsOf(body);
    if (terms.url) this.reach.mustAllowUrl(terms.url, terms.encrypt);
    const shown = await this.transactions.run(async (tx) => {
      const { parties } = await ownMailbox(tx, partner, by);
      const [present] = await tx.find(Stations, { id: partner });
      const kept = present
        ? await tx.change(Stations, partner, setTerms(terms))
        : await tx.add(Stations, openStation(partner, parties, terms));
      return this.shown(kept, tx.at);
    });
    noteSecurity('key-added', { ...placeOf(request), what: partner });
    return shown;
  }

  /** Beside those there are: both count until the old one is taken away. */
  @Post('certificates')
  @Allow(who)
  async addCertificate(
    @Param('partner') partner: string,
    @Body() { pem }: CertificateBody,
    @Req() request: FastifyRequest & CalledRequest,
    @Caller() by: Actor,
  ): Promise<object> {
    const shown = await this.transactions.run(async (tx) => {
      await ownMailbox(tx, partner, by);
      return this.shown(await tx.change(Stations, partner, addCertificate(pem, by.login, tx.at)), tx.at);
    });
    noteSecurity('key-added', { ...placeOf(request), what: partner });
    return shown;
  }

  @Delete('certificates/:fingerprint')
  @HttpCode(204)
  @Allow(who)
  async removeCertificate(
    @Param('partner') partner: string,
    @Param('fingerprint') fingerprint: string,
    @Req() request: FastifyRequest & CalledRequest,
    @Caller() by: Actor,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      await ownMailbox(tx, partner, by);
      await tx.change(Stations, partner, removeCertificate(fingerprint));
    });
    noteSecurity('key-revoked', { ...placeOf(request), what: partner });
  }

  /** The latest hundred messages both ways. */
  @Get('messages')
  @Allow(who)
  list(@Param('partner') partner: string, @Caller() by: Actor): Promise<object[]> {
    return this.transactions.run(async (tx) => {
      await ownMailbox(tx, partner, by);
      return this.messages.list(tx, partner);
    });
  }

  /** A message as it came or went, or its receipt: with its headers, so that others can check it. */
  @Get('messages/:id/:which')
  @Allow(who)
  async bytes(
    @Param('partner') partner: string,
    @Param('id') id: string,
    @Param('which') which: string,
    @Caller() by: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.transactions.run(async (tx) => {
      await ownMailbox(tx, partner, by);
      return which === 'message' || which === 'receipt' ? this.messages.bytesOf(tx, partner, id, which) : null;
    });
    if (!found) throw notFound('AS2 message', id);
    const head = Object.entries(found.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    await reply
      .header('content-type', 'application/octet-stream')
      .header('content-disposition', `attachment; filename="${id}-${which}"`)
      .send(Buffer.concat([Buffer.from(`${head.join('')}\r\n`), found.body]));
  }

  private shown({ parties: _parties, version: _version, id, certificates, ...terms }: Station, at: Date): object {
    return {
      partner: id,
      ...terms,
      address: this.publicUrl.at('/as2'),
      certificates: certificates.map(({ pem, addedBy, addedAt }) => ({
        ...certificateFacts(new X509Certificate(pem), at),
        addedBy,
        addedAt,
      })),
      ours: this.keys.all.map(({ certificate }) => ({
        ...certificateFacts(certificate, at),
        pem: certificate.toString(),
      })),
    };
  }
}
