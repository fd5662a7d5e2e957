import { spawnSync } from 'node:child_process';

const tools = {
  openssl: ['openssl', ['version']],
  'a JDK': ['javac', ['-version']],
  'python3 with pip': ['python3', ['-m', 'pip', '--version']],
} as const;

export interface Against {
  readonly isThere: boolean;
  /** A block of tests against that product, or the same skipped, with the reason in its name. */
  readonly product: (name: string, tests: () => void) => void;
}

/** Products of others need tools that the platform itself does not: where one is missing, its proof is skipped and says so. */
export const against = (tool: keyof typeof tools): Against => {
  const [command, args] = tools[tool];
  const isThere = spawnSync(command, args).status === 0;
  return {
    isThere,
    product: (name, tests) => (isThere ? describe(name, tests) : describe.skip(`${name}: ${tool} is missing`, tests)),
  };
};
