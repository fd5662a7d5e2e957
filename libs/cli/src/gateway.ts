import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Text } from '@tradeloom/kernel';
import { NotAvailable, WrongUsage } from './terminal.ts';

/** Which gateway, and as whom. */
export interface Caller {
  readonly gateway: string;
  readonly apiKey: string;
}

/** The gateway said no, as a problem (RFC 9457). */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly text: Text,
  ) {
    super(`${code}: ${text.en}`);
    this.name = 'Refused';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const defaultGateway = 'http://127.0.0.1:8080';
const answerWithinMs = 35_000;

/**
 * `--gateway` or TRADELOOM_GATEWAY; the key in TRADELOOM_API_KEY, else that of a person in the stack's credentials.
 * @throws WrongUsage when there is no key
 */
export const callerFrom = async (
  { gateway, login }: { readonly gateway?: string; readonly login: string },
  env: Environment = process.env,
): Promise<Caller> => {
  const apiKey = env['TRADELOOM_API_KEY'] ?? (await keyOf(login, env['TRADELOOM_STATE_DIR'] ?? '.tradeloom'));
  return { gateway: gateway ?? env['TRADELOOM_GATEWAY'] ?? defaultGateway, apiKey };
};

const keyOf = async (login: string, state: string): Promise<string> => {
  const file = join(state, 'credentials.json');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new WrongUsage({
      en: `Set TRADELOOM_API_KEY: ${file} cannot be read (${(cause as NodeJS.ErrnoException).code})`,
      zh: `请设置 TRADELOOM_API_KEY：无法读取 ${file}（${(cause as NodeJS.ErrnoException).code}）`,
    });
  });
  const { people } = JSON.parse(text) as { people: readonly { login: string; apiKey: string }[] };
  const person = people.find((one) => one.login === login);
  if (person) return person.apiKey;
  throw new WrongUsage({ en: `${file} has no ${login}`, zh: `${file} 中没有 ${login}` });
};

/**
 * One call of the API.
 * @param path below `/api/v1/`
 * @throws Refused when the gateway says no, NotAvailable when it is not there
 */
export const callGateway = async <Body>({ gateway, apiKey }: Caller, path: string, body?: object): Promise<Body> => {
  const answer = await fetch(new URL(`/api/v1/${path}`, gateway), {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${apiKey}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(answerWithinMs),
  }).catch((cause: unknown) => {
    const because = cause instanceof Error ? cause.message : String(cause);
    throw new NotAvailable({ en: `No answer from ${gateway}: ${because}`, zh: `${gateway} 无应答：${because}` });
  });
  if (answer.ok) return (await answer.json()) as Body;
  const { code, text } = await problemIn(answer);
  if (answer.status >= 500) throw new NotAvailable(text);
  throw new Refused(answer.status, code, text);
};

const problemIn = async (answer: Response): Promise<{ code: string; text: Text }> => {
  const said = await answer.text();
  if (answer.headers.get('content-type')?.includes('problem+json')) return JSON.parse(said) as never;
  return { code: `http.${answer.status}`, text: { en: said, zh: said } };
};
