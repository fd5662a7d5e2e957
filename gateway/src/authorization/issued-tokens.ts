import { createPublicKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { errors, jwtVerify } from 'jose';
import { GatewayKeys } from '../access/gateway-keys.ts';
import { PublicUrl } from '../access/public-url.ts';

/** Seconds. A partner's system draws a new token when this one is over; there is nothing to refresh. */
export const tokenLifetime = 600;
const algorithm = 'EdDSA';

/** Access tokens of the platform's API: JWTs after RFC 9068, signed by the gateway for the gateway. */
@Injectable()
export class IssuedTokens {
  readonly issuer: string;
  readonly audience: string;
  readonly signingKey: KeyObject;
  private readonly publicKey: KeyObject;

  constructor(keys: GatewayKeys, url: PublicUrl) {
    this.issuer = url.at('/oauth');
    this.audience = url.at('/api/v1');
    this.signingKey = keys.signingKeyFor('access tokens');
    this.publicKey = createPublicKey(this.signingKey);
  }

  /** The client a token was issued to; null when it is forged, over, or meant for somebody else. */
  async clientOf(token: string): Promise<string | null> {
    try {
      const { payload } = await jwtVerify<{ client_id: string }>(token, this.publicKey, {
        issuer: this.issuer,
        audience: this.audience,
        algorithms: [algorithm],
        typ: 'at+jwt',
        requiredClaims: ['client_id', 'exp'],
      });
      return payload.client_id;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }
}
