/** Requests of one class share a bucket; one class that is used up leaves the others alone. */
export const routeClasses = ['reads', 'writes', 'files', 'strangers', 'sign-in', 'password'] as const;
export type RouteClass = (typeof routeClasses)[number];

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly caller: { readonly login: string; readonly organisation: string } | undefined;
  /** of the network */
  readonly address: string;
}

interface Bucket {
  readonly of: RouteClass;
  readonly key: string;
}

const probes = /^\/(health|metrics|assets)(\/|$|\?)/;
const signingIn = /^\/(sign-in|oauth|people)(\/|$|\?)/;
/** Where the body is a file. */
const mailbox = /^(\/api\/v1\/partners\/[^/]+\/(interchanges|feed-previews)|\/feeds\/[^/?]+)(\?|$)/;
const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD';

const classOf = (method: string, url: string): RouteClass => {
  if (isReading(method)) return 'reads';
  return mailbox.test(url) ? 'files' : 'writes';
};

/**
 * The bucket a request draws on: each person and each partner's system has its own for each class; who is unknown, or
 * is only just saying who he is, shares one with his network address. Null: it is never limited.
 */
export const bucketOf = ({ method, url, caller, address }: Asked): Bucket | null => {
  if (probes.test(url)) return null;
  if (signingIn.test(url)) return { of: 'sign-in', key: address };
  if (!caller) return { of: 'strangers', key: address };
  return { of: classOf(method, url), key: `${caller.organisation}:${caller.login}` };
};
