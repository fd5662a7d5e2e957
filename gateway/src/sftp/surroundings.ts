import type { Room } from './growing-file.ts';
import type { Upload } from './inbound.ts';
import type { Mailbox } from './mailbox.ts';
import type { Pressure } from './request-queue.ts';

/** What a channel may use of its connection. */
export interface Surroundings {
  readonly mailbox: Mailbox;
  /** Everything that the partner uploads at this gateway. */
  readonly uploads: Set<Upload>;
  readonly room: Room;
  readonly pressure: Pressure;
  /** When the connection began: the time of the folders. */
  readonly since: Date;
  /** Runs a request on behalf of the partner. */
  run(work: () => Promise<void>): Promise<void>;
  /** @throws Refusal when he asks too often */
  checkRate(): Promise<void>;
  /** So many bytes were answered. */
  answered(bytes: number): void;
}
