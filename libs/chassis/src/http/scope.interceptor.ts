import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Observable } from 'rxjs';
import type { CalledRequest } from '../access/allow.ts';
import { withScope } from '../scope.ts';

const showing: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Runs a door on behalf of its caller: his organisation's rows, and nobody else's; what is asked by GET changes none. */
@Injectable()
export class ScopeInterceptor implements NestInterceptor {
  intercept(host: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (host.getType() !== 'http') return next.handle();
    const { caller, method } = host.switchToHttp().getRequest<CalledRequest & { method: string }>();
    if (!caller) return next.handle();
    const scope = { by: caller, organisations: [caller.organisation], shows: showing.has(method) };
    return new Observable((subscriber) => withScope(scope, () => next.handle().subscribe(subscriber)));
  }
}
