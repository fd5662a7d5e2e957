export { type ExitCode, exitCode } from './exit-code.ts';
export { tradeloom } from './main.ts';
export type { Language, Terminal } from './terminal.ts';
