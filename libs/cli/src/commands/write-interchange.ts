import type { CanonicalDocument, Envelope } from '@tradeloom/edi';
import { DomainError } from '@tradeloom/kernel';
import { type Command, readArguments } from '../command.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { interchangeFileSchema } from '../interchange-file.schema.ts';
import { readInput } from '../read-input.ts';
import { checkJson } from '../scenario.ts';
import { type Terminal, WrongUsage } from '../terminal.ts';

/** Versions that can be written. */
const versions: Readonly<Record<string, readonly string[]>> = {
  x12: ['004010', '005010'],
  edifact: ['D.96A', 'D.97A', 'D.01B'],
  ubl: ['2.1'],
};

export const writeInterchange: Command = {
  usage: `usage: tradeloom edi write FILE.json --format x12 --version 004010|005010 [--json]
       tradeloom edi write FILE.json --format edifact --version D.96A|D.97A|D.01B [--json]
       tradeloom edi write FILE.json --format ubl --version 2.1 [--json]

FILE.json: {"envelope":{"sender":{"qualifier","id"},"receiver":{"qualifier","id"},"control","test"},"document":{...}}
The interchange goes to standard output; what \`edi inspect\` reads back is the same document. The envelope may carry
"date" (2026-12-01) and "time" (0915), default now. With --json: {"interchange":"ISA*..."}.
EDIFACT goes out as UNOC:3 where its text is plain ASCII, else as UTF-8 (UNOW:4). UBL claims the Peppol BIS where the
document keeps to it; a qualifier there is the scheme of the electronic address (0088 for a GLN).`,

  run: async (args, terminal) => {
    const { values, positionals } = readArguments(args, {
      format: { type: 'string' },
      version: { type: 'string' },
      json: { type: 'boolean', default: false },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
      throw new WrongUsage({ en: 'One FILE.json', zh: '请给出一个 FILE.json' });
    const version = versionOf(values.format, values.version);
    const reading = await checkJson((await readInput(file)).toString('utf8'), interchangeFileSchema);
    if (reading.errors.length > 0) {
      if (values.json) terminal.out(JSON.stringify({ errors: reading.errors }));
      else for (const e of reading.errors) terminal.err(`${e.pointer} ${e.code}: ${e.message[terminal.language]}`);
      return exitCode.refused;
    }
    const { envelope, document } = reading.scenario as { envelope: Envelope; document: CanonicalDocument };
    return write({ ...envelope, version }, document, values.format ?? '', values.json, terminal);
  },
};

const versionOf = (format: string | undefined, version: string | undefined): string => {
  const known = format !== undefined && Object.hasOwn(versions, format) ? versions[format] : undefined;
  if (!known) throw new WrongUsage({ en: '--format is x12, edifact or ubl', zh: '--format 须为 x12、edifact 或 ubl' });
  if (version === undefined || !known.includes(version)) {
    throw new WrongUsage({ en: `--version is one of ${known.join(', ')}`, zh: `--version 须为 ${known.join('、')}` });
  }
  return version;
};

const bytesOf = async (envelope: Envelope, document: CanonicalDocument, format: string): Promise<Uint8Array> => {
  const edi = await import('@tradeloom/edi');
  const parts = { envelope, documents: [document] };
  if (format === 'ubl') return edi.writeUblDocument({ envelope, document });
  if (format === 'edifact') return edi.writeEdifactInterchange({ ...parts, options: { asUtf8: true } });
  return edi.writeInterchange(parts);
};

const write = async (
  envelope: Envelope,
  document: CanonicalDocument,
  format: string,
  asJson: boolean,
  terminal: Terminal,
): Promise<ExitCode> => {
  try {
    const dated = envelope.date === undefined ? { ...envelope, at: new Date() } : envelope;
    const bytes = await bytesOf(dated, document, format);
    const interchange = new TextDecoder().decode(bytes);
    terminal.out(asJson ? JSON.stringify({ interchange }) : interchange.trimEnd());
    return exitCode.done;
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    const { code, text, facts } = cause;
    if (asJson) terminal.out(JSON.stringify({ refused: { code, message: text, facts } }));
    else terminal.err(`${code}: ${text[terminal.language]}`);
    return exitCode.refused;
  }
};
