import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyPair } from '../src/cms/decrypt.ts';
import type { Received } from '../src/message/read-message.ts';

/** A folder with the keys and certificates of test parties as PEM, for programs that read files. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'as2-desk-'));

  put(name: string, content: string | Buffer): string {
    const path = join(this.folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  }

  read(name: string): Buffer {
    return readFileSync(join(this.folder, name));
  }

  identity(name: string, { certificate, key }: KeyPair): { readonly certificate: string; readonly key: string } {
    return {
      certificate: this.put(`${name}.pem`, certificate.toString()),
      key: this.put(`${name}.key`, key.export({ type: 'pkcs8', format: 'pem' })),
    };
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** @returns what `openssl cms` printed; throws with what it complained of */
export function openssl(args: readonly string[], input: Buffer): Buffer {
  const { error, status, stdout, stderr } = spawnSync('openssl', ['cms', ...args], { input, maxBuffer: 1 << 28 });
  if (error) throw new Error('openssl is needed on the PATH for this test', { cause: error });
  if (status !== 0) throw new Error(`openssl cms ${args.join(' ')}: ${stderr.toString()}`);
  return stdout;
}

/** A MIME message as one file has it, out of what goes over HTTP. */
export function asFile({ headers, body }: Received): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  return Buffer.concat([Buffer.from(`${lines.join('')}\r\n`), body]);
}

/** The other way: headers and body of a file, with AS2's headers added. */
export function fromFile(file: Buffer, headers: Readonly<Record<string, string>>): Received {
  const end = /\r?\n\r?\n/.exec(file.toString('latin1'))!;
  const lines = file.toString('latin1', 0, end.index).split(/\r?\n(?![ \t])/);
  const own = lines.map((line): [string, string] => [
    line.slice(0, line.indexOf(':')),
    line.slice(line.indexOf(':') + 1).trim(),
  ]);
  return { headers: { ...headers, ...Object.fromEntries(own) }, body: file.subarray(end.index + end[0].length) };
}
