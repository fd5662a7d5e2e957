import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Actor, OrganisationKind, Role } from './actor.ts';

/** Who may use a route: every condition given must hold. */
export interface Allowed {
  readonly kinds?: readonly OrganisationKind[];
  readonly roles?: readonly Role[];
}

export const allowKey = 'tradeloom.allow';
export const openKey = 'tradeloom.open';

/** Every route says who may use it; one that does not keeps the service from starting. */
export const Allow = (allowed: Allowed): MethodDecorator & ClassDecorator => SetMetadata(allowKey, allowed);

/** A route for everybody, such as a health probe. */
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(openKey, true);

export const permits = ({ kinds, roles }: Allowed, { kind, role }: Actor): boolean =>
  (!kinds || kinds.includes(kind)) && (!roles || roles.includes(role));

export interface CalledRequest {
  caller?: Actor;
}

/** The caller that the gateway vouched for. */
export const Caller = createParamDecorator((_: unknown, host: ExecutionContext): Actor => {
  const { caller } = host.switchToHttp().getRequest<CalledRequest>();
  if (!caller) throw new Error('no caller on this route');
  return caller;
});
