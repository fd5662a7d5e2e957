import { jwtVerify, SignJWT } from 'jose';
import type { Actor } from './actor.ts';
import { clockToleranceSeconds } from './clock-tolerance.ts';

interface Errand {
  readonly by: Actor;
  readonly organisations: readonly string[];
}

const algorithm = 'HS256';

/** One service vouches to another for whom it asks: 60 seconds, by the platform's service key. */
export const signErrand = ({ by, organisations }: Errand, from: string, key: Uint8Array): Promise<string> =>
  new SignJWT({ by, organisations })
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(from)
    .setExpirationTime('60s')
    .sign(key);

/** @throws when forged or too old */
export const verifyErrand = async (token: string, key: Uint8Array): Promise<Errand> => {
  const { payload } = await jwtVerify<{ by: Actor; organisations: string[] }>(token, key, {
    algorithms: [algorithm],
    clockTolerance: clockToleranceSeconds,
  });
  return { by: payload.by, organisations: payload.organisations };
};
