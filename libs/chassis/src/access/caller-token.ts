import { importPKCS8, importSPKI, jwtVerify, SignJWT } from 'jose';
import type { Actor, OrganisationKind, Role } from './actor.ts';

export const callerTokenHeader = 'x-tradeloom-caller';

const issuer = 'tradeloom-gateway';
const lifetime = '60s';
const algorithm = 'EdDSA';

/** The gateway's side: vouches for a caller for 60 seconds. */
export const callerTokenSigner = async (privateKeyPem: string): Promise<(actor: Actor) => Promise<string>> => {
  const key = await importPKCS8(privateKeyPem, algorithm);
  return ({ login, organisation, kind, role }) =>
    new SignJWT({ organisation, kind, role })
      .setProtectedHeader({ alg: algorithm })
      .setSubject(login)
      .setIssuer(issuer)
      .setIssuedAt()
      .setExpirationTime(lifetime)
      .sign(key);
};

/** The services' side. The verifier throws when the token is missing, forged or too old. */
export const callerTokenVerifier = async (publicKeyPem: string): Promise<(token: string) => Promise<Actor>> => {
  const key = await importSPKI(publicKeyPem, algorithm);
  return async (token) => {
    const { payload } = await jwtVerify<{ organisation: string; kind: OrganisationKind; role: Role }>(token, key, {
      issuer,
      algorithms: [algorithm],
    });
    const { sub: login = '', organisation, kind, role } = payload;
    return { login, organisation, kind, role };
  };
};
