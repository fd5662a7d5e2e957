import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Observable } from 'rxjs';
import type { CalledRequest } from '../access/allow.ts';
import { withScope } from '../scope.ts';

/** Runs a door on behalf of its caller: his organisation's rows, and nobody else's. */
@Injectable()
export class ScopeInterceptor implements NestInterceptor {
  intercept(host: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (host.getType() !== 'http') return next.handle();
    const { caller } = host.switchToHttp().getRequest<CalledRequest>();
    if (!caller) return next.handle();
    const scope = { by: caller, organisations: [caller.organisation] };
    return new Observable((subscriber) => withScope(scope, () => next.handle().subscribe(subscriber)));
  }
}
