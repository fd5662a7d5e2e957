import type { IsoDate } from '@tradeloom/kernel';
import type { Policy } from '../policies/policy.rules.ts';
import { workingMinutesBetween } from '../policies/working-time.rules.ts';
import { percentOf } from './on-time.rules.ts';

export interface Request {
  readonly ref: string;
  readonly raised: string;
  readonly answered: string | null;
}

export interface TimedRequest extends Request {
  readonly workingMinutes: number;
  readonly inTime: boolean;
}

/** Share of requests answered inside the agreed working minutes; an open one counts once it is late. */
export const responsiveness = (
  requests: readonly Request[],
  { responseMinutes, calendar }: Pick<Policy, 'responseMinutes' | 'calendar'>,
  asOf: IsoDate,
): { requests: TimedRequest[]; inTime: string | null } => {
  const timed = requests.map((request) => {
    const workingMinutes = workingMinutesBetween(request.raised, request.answered ?? asOf, calendar);
    return { ...request, workingMinutes, inTime: workingMinutes <= responseMinutes };
  });
  const counted = timed.filter(({ answered, inTime }) => answered !== null || !inTime);
  return { requests: counted, inTime: percentOf(counted.filter(({ inTime }) => inTime).length, counted.length) };
};
