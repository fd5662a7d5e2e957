import { type CanActivate, type ExecutionContext, Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '@tradeloom/kernel';
import { CONFIGURATION, type Configuration } from '../configuration.ts';
import { noteSecurity, placeOf } from '../security-event.ts';
import type { Actor } from './actor.ts';
import { type Allowed, allowKey, type CalledRequest, openKey, permits } from './allow.ts';
import { callerTokenHeader, callerTokenVerifier } from './caller-token.ts';

type Request = CalledRequest & {
  method: string;
  url: string;
  ip: string;
  headers: Record<string, string | string[] | undefined>;
};

/** What one may not see is as if it were not there. */
const nothingToSee = (): DomainError =>
  new DomainError('request.no-such-resource', { en: 'There is no such resource', zh: '资源不存在' }, {}, 'not-found');

const notAllowed = ({ role }: Actor): DomainError =>
  new DomainError(
    'access.not-allowed',
    { en: 'Your role may not do this', zh: '您的角色无权执行此操作' },
    { role },
    'forbidden',
  );

/**
 * No call without the gateway's signed caller token, and only where the route allows the caller.
 * The gateway itself has found out who calls before the guard is asked.
 */
@Injectable()
export class CallerGuard implements CanActivate {
  private readonly verify: (token: string) => Promise<Actor>;

  constructor(
    private readonly reflector: Reflector,
    @Inject(CONFIGURATION) configuration: Configuration,
  ) {
    this.verify = callerTokenVerifier(configuration.callerTokenPublicKey, configuration.service);
  }

  async canActivate(host: ExecutionContext): Promise<boolean> {
    if (host.getType() !== 'http') return true;
    const targets = [host.getHandler(), host.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(openKey, targets)) return true;
    const request = host.switchToHttp().getRequest<Request>();
    const caller = request.caller ?? (await this.verified(request));
    request.caller = caller;
    const allowed = this.reflector.getAllAndOverride<Allowed>(allowKey, targets);
    if (!allowed || !permits(allowed, caller)) {
      if (request.method !== 'GET') throw notAllowed(caller);
      noteSecurity('access-refused', { ...placeOf(request), why: 'access.not-allowed' });
      throw nothingToSee();
    }
    return true;
  }

  private async verified(request: Request): Promise<Actor> {
    const token = request.headers[callerTokenHeader];
    if (typeof token !== 'string') throw new UnauthorizedException();
    try {
      return await this.verify(token);
    } catch (error) {
      throw new UnauthorizedException(undefined, { cause: error });
    }
  }
}
