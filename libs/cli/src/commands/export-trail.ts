import { readFile } from 'node:fs/promises';
import { type Command, readArguments } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { auditorUrl, keyFile, withDatabase } from '../trail-sources.ts';

export const exportTrail: Command = {
  usage: `usage: tradeloom export-trail [--order ID] [--database URL] [--key PRIVATE.pem] > trail.jsonl

The sealed history of one order, or all of it with its anchors, as JSONL signed with the installation's key:
whoever has the file and the public key checks it by verify-trail, without us. It holds every event whole, so it
is for auditors and courts; what each party may see stands on the order's timeline.
导出已封存并签名的历史，供审计或司法鉴定离线核验。`,

  run: async (args, terminal) => {
    const { values } = readArguments(args, {
      order: { type: 'string' },
      database: { type: 'string' },
      key: { type: 'string' },
      json: { type: 'boolean', default: false },
    });
    const key = await readFile(keyFile(values.key, 'trail.pem'), 'utf8');
    const trail = await import('@tradeloom/trail');
    await withDatabase(values.database ?? (await auditorUrl()), async (client) => {
      for await (const lines of trail.exportTrail(client, key, values.order)) terminal.out(lines.trimEnd());
    });
    return exitCode.done;
  },
};
