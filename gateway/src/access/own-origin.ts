import type { CalledRequest } from '@tradeloom/chassis';
import { DomainError } from '@tradeloom/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { comesFromElsewhere } from './own-origin.rules.ts';

const otherOrigin = (): DomainError =>
  new DomainError(
    'access.other-origin',
    { en: 'This form was sent from another site', zh: '该表单来自其他网站' },
    {},
    'forbidden',
  );

/**
 * The second proof, beside the cookie's SameSite, that what a browser sends to change something was made by a page of
 * ours; asked before anybody looks who signed in.
 */
export const refuseOtherOrigins = (fastify: FastifyInstance, ownHost: string): void => {
  fastify.addHook('onRequest', (request: FastifyRequest & CalledRequest, _reply, done) => {
    done(comesFromElsewhere(request, ownHost) ? otherOrigin() : undefined);
  });
};
