import type { Stack } from '@tradeloom/stack';

/** Whoever acts, by login or partner id. */
export type Act = <T>(who: string, method: string, path: string, body?: object) => Promise<T>;

const patienceMs = 15_000;

/** Asks at the gateway's doors. @throws Error for any other answer than a good one */
export const actingOn = ({ endpoints, credentials: { partners, people } }: Stack): Act => {
  const keys = new Map([
    ...partners.map(({ id, apiKey }) => [id, apiKey] as const),
    ...people.map(({ login, apiKey }) => [login, apiKey] as const),
  ]);
  return async (who, method, path, body) => {
    const answer = await fetch(`${endpoints.gateway}/api/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${keys.get(who)}`, ...(body && { 'content-type': 'application/json' }) },
      signal: AbortSignal.timeout(patienceMs),
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as never;
  };
};
