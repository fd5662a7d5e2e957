import type { Command } from './command.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { NotAvailable, processTerminal, type Terminal, WrongUsage } from './terminal.ts';

/** Every command and what it is for; nothing is loaded before it is asked for. */
const commands: Readonly<Record<string, { en: string; zh: string; load(): Promise<Command> }>> = {
  'edi inspect': {
    en: 'what the gateway would do with a file',
    zh: '查看网关将如何处理文件',
    load: async () => (await import('./commands/inspect-files.ts')).inspectFiles,
  },
  'edi write': {
    en: 'write an interchange from a business document',
    zh: '由业务单据生成 EDI 报文',
    load: async () => (await import('./commands/write-interchange.ts')).writeInterchange,
  },
  'what-if': {
    en: 'try a rule on a scenario, offline',
    zh: '离线试算业务规则',
    load: async () => (await import('./commands/try-rule.ts')).tryRule,
  },
  replay: {
    en: 'see, correct and replay the events that services hold',
    zh: '查看、更正并重放服务暂留的事件',
    load: async () => (await import('./commands/replay-events.ts')).replayEvents,
  },
  'verify-trail': {
    en: 'check that nobody touched the history',
    zh: '核验历史记录未被改动',
    load: async () => (await import('./commands/verify-trail.ts')).verifyTrail,
  },
  'export-trail': {
    en: 'the history as a signed file',
    zh: '导出已签名的历史记录',
    load: async () => (await import('./commands/export-trail.ts')).exportTrail,
  },
};

const overview = (terminal: Terminal): string => {
  const title = { en: 'usage: tradeloom <command> [--json] [--help]', zh: '用法：tradeloom <命令> [--json] [--help]' };
  const lines = Object.entries(commands).map(([name, c]) => `  ${name.padEnd(12)} ${c[terminal.language]}`);
  const codes = {
    en: 'exit code: 0 done, 1 refused by a rule or rejected input, 2 wrong usage, 3 infrastructure',
    zh: '退出码：0 完成，1 被规则拒绝或输入被拒，2 用法错误，3 基础设施问题',
  };
  return [title[terminal.language], '', ...lines, '', codes[terminal.language]].join('\n');
};

/** Runs one command line and answers its exit code. Business refusals are answers; only defects throw. */
export const tradeloom = async (args: readonly string[], terminal: Terminal = processTerminal()): Promise<ExitCode> => {
  const name = Object.keys(commands).find((known) => known === args.slice(0, known.split(' ').length).join(' '));
  const entry = name === undefined ? undefined : commands[name];
  if (name === undefined || !entry) return askedForHelp(args, terminal);
  const command = await entry.load();
  const rest = args.slice(name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(command.usage);
    return exitCode.done;
  }
  try {
    return await command.run(rest, terminal);
  } catch (cause) {
    if (cause instanceof WrongUsage) {
      terminal.err(`${cause.text[terminal.language]}\n\n${command.usage}`);
      return exitCode.usage;
    }
    if (cause instanceof NotAvailable) {
      terminal.err(cause.text[terminal.language]);
      return exitCode.infrastructure;
    }
    throw cause;
  }
};

const askedForHelp = (args: readonly string[], terminal: Terminal): ExitCode => {
  const asked = args.includes('--help') || args.includes('-h') || args[0] === 'help';
  if (asked) terminal.out(overview(terminal));
  else terminal.err(overview(terminal));
  return asked ? exitCode.done : exitCode.usage;
};
