import { type Readable, Transform } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fileSizeLimit } from '../mailboxes/uploaded-file.ts';
import { ByteBudget, type Room } from '../rate-limits/byte-budget.ts';

interface Limits extends Room {
  /** milliseconds that a body may take to come */
  readonly patienceMs: number;
}

/** Ends a body that is not read on, with the status of the answer. */
class CutOff extends Error {
  constructor(
    readonly statusCode: 408 | 503,
    message: string,
  ) {
    super(message);
  }
}

/** Two of the largest messages from one address, four from all: each takes some three times its size until it is answered. */
export const openBodiesLimits: Limits = { each: 2 * fileSizeLimit, all: 4 * fileSizeLimit, patienceMs: 300_000 };

/**
 * Bodies at the AS2 door, from their first byte until they are answered. Anybody may call there, and who it is shows only
 * when the whole message is read: so what lies in memory is bounded by address. Counted is what has come, not what was
 * announced: who keeps bytes from others must have sent as many.
 */
export class OpenBodies {
  readonly room: ByteBudget;

  constructor(private readonly limits: Limits = openBodiesLimits) {
    this.room = new ByteBudget(limits);
  }

  /** For Fastify's `preParsing`. @returns the body; it ends with 503 when there is no room, with 408 when it comes too slowly */
  count({ ip }: FastifyRequest, reply: FastifyReply, body: Readable): Readable {
    let held = 0;
    const counted = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        if (!this.room.take(ip, chunk.length)) return done(new CutOff(503, 'no room for more AS2 messages'));
        held += chunk.length;
        done(null, chunk);
      },
    });
    const patience = setTimeout(
      () => counted.destroy(new CutOff(408, 'the AS2 message came too slowly')),
      this.limits.patienceMs,
    ).unref();
    counted.once('close', () => {
      clearTimeout(patience);
      // What still comes is thrown away, so that the caller hears the answer.
      if (!counted.readableEnded) body.resume();
    });
    // Who reads listens, and answers. Where nobody does any more there is nobody to be told.
    counted.on('error', () => undefined);
    // A body that nobody reads never ends by itself.
    reply.raw.once('close', () => {
      counted.destroy();
      this.room.giveBack(ip, held);
    });
    body.once('error', (error) => counted.destroy(error));
    return body.pipe(counted);
  }
}
