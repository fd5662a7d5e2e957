import { createPrivateKey, createPublicKey } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Actor, OrganisationKind, Role } from './actor.ts';

export const callerTokenHeader = 'x-tradeloom-caller';

const issuer = 'tradeloom-gateway';
const lifetime = '60s';
const algorithm = 'EdDSA';

/**
 * The gateway's side: vouches for a caller for 60 seconds.
 * @throws Error when the PEM is no private key
 */
export const callerTokenSigner = (privateKeyPem: string): ((actor: Actor) => Promise<string>) => {
  const key = createPrivateKey(privateKeyPem);
  return ({ login, organisation, kind, role }) =>
    new SignJWT({ organisation, kind, role })
      .setProtectedHeader({ alg: algorithm })
      .setSubject(login)
      .setIssuer(issuer)
      .setIssuedAt()
      .setExpirationTime(lifetime)
      .sign(key);
};

/**
 * The services' side. The verifier throws when the token is missing, forged or too old.
 * @throws Error when the PEM is no public key
 */
export const callerTokenVerifier = (publicKeyPem: string): ((token: string) => Promise<Actor>) => {
  const key = createPublicKey(publicKeyPem);
  return async (token) => {
    const { payload } = await jwtVerify<{ organisation: string; kind: OrganisationKind; role: Role }>(token, key, {
      issuer,
      algorithms: [algorithm],
      requiredClaims: ['sub', 'exp'],
    });
    const { sub: login = '', organisation, kind, role } = payload;
    return { login, organisation, kind, role };
  };
};
