import { untilBack } from '../pause.rules.ts';
import { drawnPauseMs } from '../pause.ts';

interface Held {
  readonly attempt: number;
  readonly resume: () => void;
  readonly timer: NodeJS.Timeout;
}

/** Partitions that are paused because their next event did not get through, each with its own growing pause. */
export class HeldPartitions {
  private readonly held = new Map<string, Held>();

  /** Lets the partition come again after a pause that grows with every attempt. */
  hold(place: string, resume: () => void): void {
    const before = this.held.get(place);
    clearTimeout(before?.timer);
    const attempt = (before?.attempt ?? 0) + 1;
    this.held.set(place, { attempt, resume, timer: setTimeout(resume, drawnPauseMs(untilBack, attempt)) });
  }

  passed(place: string): void {
    this.held.delete(place);
  }

  /** When the group was formed anew, partitions may be somebody else's, or ours again. */
  releaseAll(): void {
    for (const { timer, resume } of this.held.values()) {
      clearTimeout(timer);
      resume();
    }
    this.held.clear();
  }
}
