import { setTimeout as wait } from 'node:timers/promises';
import { type Pauses, pauseMs } from './pause.rules.ts';

/** By chance, as `pauseMs` says. */
export const drawnPauseMs = (pauses: Pauses, tried: number): number => pauseMs(pauses, tried, Math.random());

/** Waits before the next try; who is told to stop waits no longer. */
export const pauseAfter = async (pauses: Pauses, tried: number, signal?: AbortSignal): Promise<void> => {
  await Promise.allSettled([wait(drawnPauseMs(pauses, tried), undefined, { signal })]);
};
