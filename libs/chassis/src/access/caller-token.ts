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

/**
 * The gateway's side: vouches for a caller for at most 60 seconds.
 * @throws Error when the PEM is no private key
 */
export const callerTokenSigner = (privateKeyPem: string): ((actor: Actor) => Promise<string>) => {
  const key = createPrivateKey(privateKeyPem);
  const signed = new Remembered<string>();
  return async ({ login, organisation, kind, role }) => {
    const name = JSON.stringify([login, organisation, kind, role]);
    const known = signed.get(name);
    if (known) return known;
    const token = await new SignJWT({ organisation, kind, role })
      .setProtectedHeader({ alg: algorithm })
      .setSubject(login)
      .setIssuer(issuer)
      .setIssuedAt()
      .setExpirationTime(`${lifetimeSeconds}s`)
      .sign(key);
    signed.set(name, token, servesMs);
    return token;
  };
};

/**
 * The services' side. The verifier throws when the token is forged or too old; it remembers a good one
 * as long as it may serve.
 * @throws Error when the PEM is no public key
 */
export const callerTokenVerifier = (publicKeyPem: string): ((token: string) => Promise<Actor>) => {
  const key = createPublicKey(publicKeyPem);
  const verified = new Remembered<Actor>();
  return async (token) => {
    const known = verified.get(token);
    if (known) return known;
    const { payload } = await jwtVerify<{ organisation: string; kind: OrganisationKind; role: Role }>(token, key, {
      issuer,
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
