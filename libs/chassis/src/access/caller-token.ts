import { createPrivateKey, createPublicKey } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Actor, OrganisationKind, Role } from './actor.ts';
import { clockToleranceSeconds } from './clock-tolerance.ts';
import { Remembered } from './remembered.ts';

export const callerTokenHeader = 'x-tradeloom-caller';

const issuer = 'tradeloom-gateway';
const lifetimeSeconds = 60;
/** A token serves for the first half of its life, so that the other half remains for its way. */
const servesMs = lifetimeSeconds * 500;
const algorithm = 'EdDSA';
const type = 'caller+jwt';
const audienceOf = (service: string): string => `tradeloom-${service}`;

/** Vouches for a caller to one service, by the name of its schema: no other takes the token. */
export type CallerTokenSigner = (actor: Actor, service: string) => Promise<string>;

/**
 * The gateway's side: vouches for a caller for at most 60 seconds.
 * @throws Error when the PEM is no private key
 */
export const callerTokenSigner = (privateKeyPem: string): CallerTokenSigner => {
  const key = createPrivateKey(privateKeyPem);
  const signed = new Remembered<string>();
  return async ({ login, organisation, kind, role }, service) => {
    const name = JSON.stringify([login, organisation, kind, role, service]);
    const known = signed.get(name);
    if (known) return known;
    const token = await new SignJWT({ organisation, kind, role })
      .setProtectedHeader({ alg: algorithm, typ: type })
      .setSubject(login)
      .setIssuer(issuer)
      .setAudience(audienceOf(service))
      .setIssuedAt()
      .setExpirationTime(`${lifetimeSeconds}s`)
      .sign(key);
    signed.set(name, token, servesMs);
    return token;
  };
};

/**
 * The services' side. The verifier throws when the token is forged, too old, of another kind or for another
 * service; it remembers a good one as long as it may serve.
 * @throws Error when the PEM is no public key
 */
export const callerTokenVerifier = (publicKeyPem: string, service: string): ((token: string) => Promise<Actor>) => {
  const key = createPublicKey(publicKeyPem);
  const verified = new Remembered<Actor>();
  return async (token) => {
    const known = verified.get(token);
    if (known) return known;
    const { payload } = await jwtVerify<{ organisation: string; kind: OrganisationKind; role: Role }>(token, key, {
      issuer,
      audience: audienceOf(service),
      typ: type,
      algorithms: [algorithm],
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['sub', 'exp'],
    });
    const { sub: login = '', organisation, kind, role, exp = 0 } = payload;
    const actor = Object.freeze({ login, organisation, kind, role });
    verified.set(token, actor, Math.min(lifetimeSeconds, exp + clockToleranceSeconds - Date.now() / 1000) * 1000);
    return actor;
  };
};
