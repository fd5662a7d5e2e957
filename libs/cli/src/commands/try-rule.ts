import { DomainError } from '@tradeloom/kernel';
import { type Command, readArguments } from '../command.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { renderAnswer } from '../print.ts';
import { readInput } from '../read-input.ts';
import { readScenario, type ScenarioError } from '../scenario.ts';
import { NotAvailable, type Terminal, WrongUsage } from '../terminal.ts';

/**
 * Where a capability's rules live: the service that runs them in production exports them as `whatIf`.
 * Services are found at run time only, so that the command can be built and started without any of them.
 */
const homes: Readonly<Record<string, string>> = {
  atp: '@tradeloom/production/what-if',
  sampling: '@tradeloom/quality/what-if',
  'payment-plan': '@tradeloom/finance/what-if',
};

type Rule = (scenario: unknown) => unknown;

const documentation = new URL('../../../../docs/what-if/', import.meta.url);

export const tryRule: Command = {
  usage: `usage: tradeloom what-if CAPABILITY [FILE.json|-] [--json]

Runs the same rules that the services run on a scenario: ${Object.keys(homes).join(', ')}.
The scenario comes from FILE.json or standard input; docs/what-if/CAPABILITY.schema.json describes it,
docs/what-if/CAPABILITY.example.json is one to begin with. The answer says why (because).`,

  run: async (args, terminal) => {
    const { values, positionals } = readArguments(args, { json: { type: 'boolean', default: false } });
    const [capability = '', file = '-', ...more] = positionals;
    const home = Object.hasOwn(homes, capability) ? homes[capability] : undefined;
    if (home === undefined) {
      const known = Object.keys(homes).join(', ');
      throw new WrongUsage({ en: `CAPABILITY is one of ${known}`, zh: `CAPABILITY 须为以下之一：${known}` });
    }
    if (more.length > 0) throw new WrongUsage({ en: 'One scenario at a time', zh: '每次只能试算一个场景' });
    const json = file === '-' ? await terminal.input() : (await readInput(file)).toString('utf8');
    const reading = await readScenario(json, new URL(`${capability}.schema.json`, documentation));
    if (reading.errors.length > 0) return refuse(capability, reading.errors, values.json, terminal);
    return answer(capability, await ruleOf(capability, home), reading.scenario, values.json, terminal);
  },
};

const ruleOf = async (capability: string, home: string): Promise<Rule> => {
  const rules = await load(home);
  const rule = rules?.[capability];
  if (rule) return rule;
  throw new NotAvailable({
    en: `The rules of ${capability} are not built: run \`npm run build\``,
    zh: `${capability} 的规则尚未构建，请先运行 \`npm run build\``,
  });
};

const load = async (home: string): Promise<Readonly<Record<string, Rule>> | undefined> => {
  try {
    const module: { whatIf?: Readonly<Record<string, Rule>> } = await import(home);
    return module.whatIf;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return undefined;
    throw cause;
  }
};

/** A rule's "no" is an answer too: its code, its words, its facts, exit code 1. */
export const answer = (
  capability: string,
  rule: Rule,
  scenario: unknown,
  asJson: boolean,
  terminal: Terminal,
): ExitCode => {
  try {
    const result = rule(scenario);
    terminal.out(asJson ? JSON.stringify(result) : renderAnswer(result, terminal.language));
    return exitCode.done;
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    const { code, text, facts } = cause;
    if (asJson) terminal.out(JSON.stringify({ capability, refused: { code, message: text, facts } }));
    else terminal.err(`${code}: ${text[terminal.language]}`);
    return exitCode.refused;
  }
};

const refuse = (
  capability: string,
  errors: readonly ScenarioError[],
  asJson: boolean,
  terminal: Terminal,
): ExitCode => {
  if (asJson) terminal.out(JSON.stringify({ capability, errors }));
  else for (const e of errors) terminal.err(`${e.pointer} ${e.code}: ${e.message[terminal.language]}`);
  return exitCode.refused;
};
