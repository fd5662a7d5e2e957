import { type Command, readArguments } from '../command.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { type Caller, callerFrom, callGateway, Refused } from '../gateway.ts';
import { renderAnswer } from '../print.ts';
import { readInput } from '../read-input.ts';
import { type Terminal, WrongUsage } from '../terminal.ts';

/** The services that hold events, as the API names them. */
const services = [
  'gateway',
  'orders',
  'production',
  'quality',
  'logistics-documents',
  'finance',
  'supplier-performance',
] as const;

interface Held {
  readonly id: string;
  readonly state: string;
  readonly type: string;
  readonly orderId: string | null;
  readonly version: number;
  readonly since: string;
  readonly error: string | null;
}

export const replayEvents: Command = {
  usage: `usage: tradeloom replay [list] [--json]
       tradeloom replay show SERVICE/ID [--json]
       tradeloom replay SERVICE/ID --reason TEXT [--edit FILE.json] [--json]
       tradeloom replay discard SERVICE/ID --reason TEXT [--json]

Events that a service holds because they could not be applied: failed (three tries in vain), waiting (for something not
known yet), parked (behind another, or too early), unknown (of a type that the release does not know).
\`show\` prints what an event looks like; what it says to its parties is hidden as ***. A replay applies it once, as it
came or with the corrections of FILE.json: values of the payload by JSON Pointer, {"/lines/0/quantity": "1200"}; and what
is held behind it follows in order. \`discard\` lets what follows go on without it. Who did what, and why, is
recorded.

The key of an operator is in TRADELOOM_API_KEY, or that of --login NAME (ops.e) in .tradeloom/credentials.json;
the gateway is --gateway URL, TRADELOOM_GATEWAY, or http://127.0.0.1:8080.`,

  run: async (args, terminal) => {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean', default: false },
      gateway: { type: 'string' },
      login: { type: 'string', default: 'ops.e' },
      reason: { type: 'string' },
      edit: { type: 'string' },
    });
    const [first = 'list', second, ...more] = positionals;
    if (more.length > 0) throw new WrongUsage({ en: 'One event at a time', zh: '每次只能处理一个事件' });
    const asked = await questionOf(first, second, values);
    const caller = await callerFrom(values);
    return answer(() => asked(caller), values.json, terminal);
  },
};

type Asked = (caller: Caller) => Promise<object>;
interface Options {
  readonly reason?: string;
  readonly edit?: string;
}

const questionOf = async (first: string, second: string | undefined, options: Options): Promise<Asked> => {
  if (first === 'list' || first === 'show') {
    if ((options.reason ?? options.edit) !== undefined) {
      throw new WrongUsage({ en: '--reason and --edit change something', zh: '--reason 与 --edit 仅用于处理事件' });
    }
    if (first === 'show') return (caller) => callGateway(caller, pathOf(second));
    if (second === undefined) return list;
  }
  if (first === 'discard' && options.edit === undefined) return settling(`${pathOf(second)}/discard`, options);
  if (second === undefined) return settling(`${pathOf(first)}/replay`, options);
  throw new WrongUsage({ en: 'One event at a time', zh: '每次只能处理一个事件' });
};

const settling = async (path: string, { reason, edit }: Options): Promise<Asked> => {
  if (!reason?.trim()) throw new WrongUsage({ en: 'Why? --reason TEXT', zh: '请用 --reason 说明原因' });
  const corrections = edit === undefined ? undefined : await correctionsIn(edit);
  return (caller) => callGateway(caller, path, { reason, ...(corrections && { corrections }) });
};

const pathOf = (name: string | undefined): string => {
  const [service, id, ...more] = (name ?? '').split('/');
  if (services.some((known) => known === service) && id && more.length === 0) {
    return `quarantine/${service}/${encodeURIComponent(id)}`;
  }
  throw new WrongUsage({ en: `Which event? SERVICE/ID as \`list\` prints it`, zh: '请按 list 所示给出 服务/事件号' });
};

const correctionsIn = async (file: string): Promise<object> => {
  const text = (await readInput(file)).toString('utf8');
  try {
    const corrections: unknown = JSON.parse(text);
    if (typeof corrections === 'object' && corrections !== null && !Array.isArray(corrections)) return corrections;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new WrongUsage({ en: `${file} is no JSON object`, zh: `${file} 不是 JSON 对象` });
};

const list: Asked = async (caller) => {
  const parts = await Promise.all(
    services.map(async (service) => {
      const { events } = await callGateway<{ events: Held[] }>(caller, `quarantine/${service}`);
      return events.map(({ id, state, type, orderId, version, since, error }) => {
        const event = { event: `${service}/${id}`, state, type: type.slice(type.lastIndexOf('.') + 1) };
        return { ...event, order: orderId, version, since, error };
      });
    }),
  );
  return { held: parts.flat() };
};

const answer = async (ask: () => Promise<object>, asJson: boolean, terminal: Terminal): Promise<ExitCode> => {
  try {
    const said = await ask();
    terminal.out(asJson ? JSON.stringify(said) : renderAnswer(said, terminal.language));
    return exitCode.done;
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    const { code, text } = cause;
    if (asJson) terminal.out(JSON.stringify({ refused: { code, message: text } }));
    else terminal.err(`${code}: ${text[terminal.language]}`);
    return exitCode.refused;
  }
};
