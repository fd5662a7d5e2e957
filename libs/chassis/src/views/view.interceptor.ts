import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import type { Actor } from '../access/actor.ts';
import { type CalledRequest, openKey } from '../access/allow.ts';
import { CONFIGURATION, type Configuration } from '../configuration.ts';
import { RefusedFields } from '../http/invalid-input.ts';
import { log } from '../log.ts';
import type { CompiledViews } from './compile-views.ts';
import { refusedFields } from './refuse-fields.ts';
import { routeOf } from './route-of.ts';
import { showView } from './show-view.ts';
import type { RouteView } from './view-table.ts';

export const VIEWS = Symbol('views');

/** Holds every door to the table: a body has only fields that its sender may set, an answer only what he may see. */
@Injectable()
export class ViewInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    @Inject(VIEWS) private readonly views: CompiledViews,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** @throws RefusedFields naming every field of the body that the caller may not set */
  intercept(host: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (host.getType() !== 'http') return next.handle();
    if (this.reflector.getAllAndOverride<boolean>(openKey, [host.getHandler(), host.getClass()])) return next.handle();
    const { caller, body } = host.switchToHttp().getRequest<CalledRequest & { body: unknown }>();
    const name = routeOf(host.getClass(), host.getHandler());
    const route = this.views.routes.get(name);
    if (!caller || !route) throw new Error(`${name} has no caller, or no table of what it shows`);
    if (route.takes !== undefined) {
      const refused = refusedFields(this.views, route.takes, body, caller);
      if (refused.length > 0) throw new RefusedFields(refused);
    }
    return next.handle().pipe(map((answer) => this.shown(name, route, answer, caller)));
  }

  private shown(name: string, route: RouteView, answer: unknown, caller: Actor): unknown {
    if (answer === undefined || (route.bytes !== undefined && answer instanceof StreamableFile)) return answer;
    if (route.shows === undefined) return this.untabled(name);
    return showView(this.views, route.shows, answer, caller, (field) => this.untabled(field));
  }

  /** Never shown; loud where the product is tested. */
  private untabled(field: string): undefined {
    if (this.configuration.strictViews) throw new Error(`${field} is in no table: say who sees it`);
    log.error({ field }, 'an answer holds a field that no table names; it was left out');
    return undefined;
  }
}
