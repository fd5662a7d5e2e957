import { Injectable } from '@nestjs/common';
import type { CalledRequest } from '@tradeloom/chassis';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { type Limit, limitsOf } from './limit.rules.ts';
import { bucketOf, type RouteClass, routeClasses } from './route-class.rules.ts';
import { TooManyRequests } from './too-many-requests.ts';

/** The bucket of guesses at one login from one address. */
export const guessesOf = (login: string, address: string): string => `${address} ${login}`;

const inSeconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

/**
 * How often each may call. Every gateway counts for itself, or all of them together in the database
 * (`RATE_LIMIT_STORE=postgres`); with the database away each counts for itself again.
 */
@Injectable()
export class RateLimits {
  private readonly limits = limitsOf(process.env['RATE_LIMITS']);
  private readonly limiters: Readonly<Record<RouteClass, RateLimiterAbstract>>;

  constructor(db: DataSource) {
    const shared = process.env['RATE_LIMIT_STORE'] === 'postgres';
    const limiterOf = (name: RouteClass): RateLimiterAbstract => {
      const { requests, seconds } = this.limits[name];
      const options = { points: requests, duration: seconds, keyPrefix: name };
      const alone = new RateLimiterMemory(options);
      if (!shared) return alone;
      return new RateLimiterPostgres({
        ...options,
        storeClient: db,
        storeType: 'typeorm',
        tableName: 'rate_limits',
        tableCreated: true,
        clearExpiredByTimeout: true,
        // who is over his limit is not asked about again until he may come back
        inMemoryBlockOnConsumed: requests + 1,
        insuranceLimiter: alone,
      });
    };
    this.limiters = Object.fromEntries(routeClasses.map((name) => [name, limiterOf(name)])) as typeof this.limiters;
  }

  /** @throws TooManyRequests */
  async take(request: FastifyRequest & CalledRequest, reply: FastifyReply): Promise<void> {
    const { method, url, caller, ip } = request;
    const bucket = bucketOf({ method, url, caller, address: ip });
    if (bucket) await this.takeFrom(bucket.of, bucket.key, reply);
  }

  /** Another guess of one person's password, from one address. @throws TooManyRequests */
  async takeGuess(login: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.takeFrom('password', guessesOf(login, request.ip), reply);
  }

  /** For doors that do not speak HTTP. @returns false when there is nothing left */
  async tryTake(of: RouteClass, key: string): Promise<boolean> {
    try {
      await this.limiters[of].consume(key);
      return true;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return false;
    }
  }

  /** Asks without taking. */
  async isUsedUp(of: RouteClass, key: string): Promise<boolean> {
    const taken = await this.limiters[of].get(key);
    return taken !== null && taken.consumedPoints >= this.limits[of].requests;
  }

  private async takeFrom(of: RouteClass, key: string, reply: FastifyReply): Promise<void> {
    const limit = this.limits[of];
    try {
      tell(reply, of, limit, await this.limiters[of].consume(key));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      tell(reply, of, limit, refusal);
      reply.header('retry-after', inSeconds(refusal.msBeforeNext));
      throw new TooManyRequests();
    }
  }
}

/** draft-ietf-httpapi-ratelimit-headers-10 */
const tell = (reply: FastifyReply, of: RouteClass, { requests, seconds }: Limit, left: RateLimiterRes): void => {
  reply.header('ratelimit-policy', `"${of}";q=${requests};w=${seconds}`);
  reply.header('ratelimit', `"${of}";r=${left.remainingPoints};t=${inSeconds(left.msBeforeNext)}`);
};
