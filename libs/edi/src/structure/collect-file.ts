import type { GroupResult, InterchangeResult, MessageResult } from '../result.ts';
import { settle } from '../settle.ts';
import type { FileSink } from './read-file.ts';

/** Everything a file holds, each message in its group. */
export class CollectedFile implements FileSink {
  readonly interchanges: InterchangeResult[] = [];

  message(message: MessageResult, group: GroupResult): void {
    group.messages.push(message);
  }

  interchange(interchange: InterchangeResult): void {
    this.interchanges.push(settle(interchange));
  }
}
