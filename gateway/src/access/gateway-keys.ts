import { createPrivateKey, hkdfSync, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { secretOf } from '@tradeloom/chassis';

/** PKCS#8 of an Ed25519 key, up to its 32 bytes (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** @param seed 32 bytes */
export const ed25519From = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });

/**
 * The gateway's keys for its own purposes, each drawn (HKDF) from the one secret that the gateways have and no service
 * does. All gateways of an installation draw the same ones, and no key serves two purposes.
 */
@Injectable()
export class GatewayKeys {
  private readonly secret = secretOf(process.env, 'CALLER_TOKEN_PRIVATE_KEY') ?? '';

  /** 256 bits */
  secretFor(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.secret.trim(), '', `tradeloom ${purpose}`, 32));
  }

  /** Ed25519 */
  signingKeyFor(purpose: string): KeyObject {
    return ed25519From(this.secretFor(purpose));
  }
}
