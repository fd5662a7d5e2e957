import { Injectable } from '@nestjs/common';
import { log, noteSecurity, whoIs } from '@tradeloom/chassis';
import type { AuthContext, PublicKeyAuthContext } from 'ssh2';
import { guessesOf, RateLimits } from '../rate-limits/rate-limits.ts';
import { type Admitted, AuthorizedKeys } from './authorized-keys.ts';
import { limits } from './limits.ts';
import { provesWhatItSays } from './proof.ts';
import { fingerprintOf } from './public-key.ts';

const method = 'publickey';

/** Who tries to come in by one connection, and what he has shown. */
export class LogInTry {
  offered = 0;
  login = '';
  /** Keys that were looked at and are none of his: one that could not be looked up, or was given up waiting for, is none of them. */
  refused = 0;
  constructor(readonly address: string) {}
}

/**
 * Public keys alone. A known key is asked for its signature, an unknown one refused like one of an unknown partner. Who
 * has failed too often from one address for one login is refused without being looked up.
 */
@Injectable()
export class LogIn {
  constructor(
    private readonly keys: AuthorizedKeys,
    private readonly rates: RateLimits,
  ) {}

  /** Answers one request to log in. @param admit is told who comes in before he is let in; false when he is too many */
  async decide(context: AuthContext, attempt: LogInTry, admit: (who: Admitted) => boolean): Promise<void> {
    attempt.login = context.username;
    if (context.method !== method) return context.reject([method]);
    try {
      const admitted = await this.holderOf(context, attempt);
      if (!admitted) {
        attempt.refused += 1;
        return context.reject([method]);
      }
      if (context.signature && !admit(admitted)) return context.reject([]);
      if (context.signature) this.note(admitted, attempt);
      context.accept();
    } catch (error) {
      log.error({ err: error }, 'an SFTP key could not be looked up');
      context.reject([method]);
    }
  }

  /** The connection is over and nobody came in. */
  async failed({ refused, login, address }: LogInTry): Promise<void> {
    if (refused === 0) return;
    noteSecurity('sign-in-refused', { who: login, by: 'sftp-key', from: address, why: 'sftp.unknown-key' });
    if (await this.rates.tryTake('password', guessesOf(login, address))) return;
    noteSecurity('too-many-requests', { who: login, by: 'sftp-key', from: address });
  }

  /** Who has the key; null when nobody is known to, or what is shown proves nothing. */
  private async holderOf(context: PublicKeyAuthContext, attempt: LogInTry): Promise<Admitted | null> {
    attempt.offered += 1;
    // a key is offered first, and then shown once more with its signature
    if (attempt.offered > 2 * limits.keysOffered || !provesWhatItSays(context)) return null;
    if (await this.rates.isUsedUp('password', guessesOf(context.username, attempt.address))) return null;
    return this.keys.find(context.username, fingerprintOf(context.key.data));
  }

  private note({ keyId, actor }: Admitted, { address }: LogInTry): void {
    noteSecurity('signed-in', { ...whoIs(actor), by: 'sftp-key', from: address, what: keyId });
    this.keys.used(keyId).catch((error: unknown) => log.error({ err: error }, 'the use of an SFTP key was not noted'));
  }
}
