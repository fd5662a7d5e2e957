import { type RouteClass, routeClasses } from './route-class.rules.ts';

/** So many requests in so many seconds. */
export interface Limit {
  readonly requests: number;
  readonly seconds: number;
}

export type Limits = Readonly<Record<RouteClass, Limit>>;

/** Generous: nobody who works meets them, who floods does. Who guesses passwords meets them soon. */
export const defaultLimits: Limits = {
  reads: { requests: 30_000, seconds: 60 },
  writes: { requests: 12_000, seconds: 60 },
  files: { requests: 3_000, seconds: 60 },
  strangers: { requests: 1_200, seconds: 60 },
  'sign-in': { requests: 300, seconds: 60 },
  password: { requests: 10, seconds: 300 },
};

const form = /^([a-z-]+)=(\d+)\/(\d+)$/;
const isClass = (name: string): name is RouteClass => routeClasses.some((known) => known === name);

/**
 * @param setting `RATE_LIMITS`: `reads=6000/60,password=5/600`, requests per seconds; what it does not name stays
 * @throws RangeError naming the part that cannot be read
 */
export const limitsOf = (setting = ''): Limits => {
  const parts = setting.split(',').map((part) => part.trim());
  const named = parts.filter(Boolean).map((part): [RouteClass, Limit] => {
    const [, name = '', requests, seconds] = form.exec(part) ?? [];
    const limit = { requests: Number(requests), seconds: Number(seconds) };
    if (!isClass(name) || limit.requests < 1 || limit.seconds < 1) {
      throw new RangeError(`RATE_LIMITS: ${part} is none of ${routeClasses.join(', ')}, as name=requests/seconds`);
    }
    return [name, limit];
  });
  return { ...defaultLimits, ...Object.fromEntries(named) };
};
