import { execFile } from 'node:child_process';
import { join } from 'node:path';

export interface Crossing {
  readonly rule: string;
  readonly file: string;
}

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
    readonly totalCruised: number;
  };
}

const parts = ['services', 'libs', 'gateway', 'test', 'deploy/demo'];

/** Which boundaries are crossed under `house`, by the rules that `npm run boundaries` applies. */
export async function cruise(root: string, house: string, folders = parts): Promise<readonly Crossing[]> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const config = join(root, '.dependency-cruiser.mjs');
  const report = await jsonFrom([program, '--config', config, '--output-type', 'json', ...folders], house);
  if (report.summary.totalCruised === 0) throw new Error(`nothing to look at under ${house}`);
  return report.summary.violations.map(({ from, rule }) => ({ rule: rule.name, file: from }));
}

/** It exits with the number of errors it found, so that only an output which is no report is a failure. */
const jsonFrom = (program: readonly string[], cwd: string): Promise<Report> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, program, { cwd, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout) as Report);
      } catch (cause) {
        reject(new Error(stderr || String(error), { cause }));
      }
    });
  });
