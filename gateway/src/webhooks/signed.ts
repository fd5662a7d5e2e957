import { createHmac, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { GatewayKeys } from '../access/gateway-keys.ts';
import { keysInUse, type Webhook, type WebhookKey } from './webhook.rules.ts';

/** PKCS#8 of an Ed25519 key, up to its 32 bytes (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const keyLength = 32;

/** What a receiver checks signatures with. */
export interface ReceiverKeys {
  /** `whsec_…`: HMAC-SHA256 (`v1`) */
  readonly secret: string;
  /** `whpk_…`: Ed25519 (`v1a`) */
  readonly publicKey: string;
}

/**
 * Signatures of Standard Webhooks, each message by HMAC and by Ed25519, with each key in use: a receiver checks the one it
 * prefers. Keys are drawn from the gateways' secret and stand nowhere.
 */
@Injectable()
export class WebhookSignatures {
  constructor(private readonly keys: GatewayKeys) {}

  /** Of the newest key. */
  keysFor(webhook: Webhook): ReceiverKeys {
    const [newest] = webhook.keys;
    if (!newest) throw new Error(`the webhook ${webhook.id} has no key`);
    const { x = '' } = createPublicKey(this.signingKey(webhook, newest)).export({ format: 'jwk' });
    return {
      secret: `whsec_${this.secret(webhook, newest).toString('base64')}`,
      publicKey: `whpk_${Buffer.from(x, 'base64url').toString('base64')}`,
    };
  }

  /** @param at when it is sent: receivers refuse what is older than some minutes */
  headersFor(webhook: Webhook, messageId: string, at: Date, body: string): Record<string, string> {
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const signed = `${messageId}.${timestamp}.${body}`;
    const signatures = keysInUse(webhook.keys, at).flatMap((key) => [
      `v1,${createHmac('sha256', this.secret(webhook, key)).update(signed).digest('base64')}`,
      `v1a,${sign(null, Buffer.from(signed), this.signingKey(webhook, key)).toString('base64')}`,
    ]);
    return { 'webhook-id': messageId, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
  }

  private secret(webhook: Webhook, key: WebhookKey): Buffer {
    return this.drawn(webhook, key, 'hmac');
  }

  private signingKey(webhook: Webhook, key: WebhookKey): KeyObject {
    return createPrivateKey({
      key: Buffer.concat([pkcs8Prefix, this.drawn(webhook, key, 'ed25519')]),
      format: 'der',
      type: 'pkcs8',
    });
  }

  private drawn({ id }: Webhook, { number }: WebhookKey, use: string): Buffer {
    const secret = this.keys.secretFor('webhooks');
    return Buffer.from(hkdfSync('sha256', secret, '', `${id} ${number} ${use}`, keyLength));
  }
}
