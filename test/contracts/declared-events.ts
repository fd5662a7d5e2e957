import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import {
  createFileRegistry,
  type DescField,
  type DescFile,
  type DescMessage,
  fromBinary,
  getOption,
  hasOption,
} from '@bufbuild/protobuf';
import { type FileDescriptorProto, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { type } from '@tradeloom/contracts';

export interface DeclaredEvent {
  readonly message: DescMessage;
  /** `tradeloom.orders.v1` */
  readonly topic: string;
  /** the service that may publish it: the one that its topic is named after */
  readonly publisher: string;
  readonly text: { readonly en: string; readonly zh: string };
}

/** What proto/ declares, with the comments that generated code leaves out. */
export interface Declarations {
  readonly events: readonly DeclaredEvent[];
  /** the comment of a message or field, on one line; '' when it has none */
  comment(described: DescMessage | DescField): string;
}

export const root = join(import.meta.dirname, '../..');

export function readDeclarations(): Declarations {
  const buf = join(root, 'node_modules/@bufbuild/buf/bin/buf');
  const image = execFileSync(process.execPath, [buf, 'build', '--as-file-descriptor-set', '-o', '-'], { cwd: root });
  const set = fromBinary(FileDescriptorSetSchema, image);
  const files = [...createFileRegistry(set).files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const comments = new Map(set.file.map((file) => [file.name, commentsOf(file)]));
  return {
    events: files.flatMap((file) => file.messages.filter((m) => hasOption(m, type.event)).map(declaredEvent)),
    comment: (described) => comments.get(fileOf(described).proto.name)?.get(pathOf(described).join()) ?? '',
  };
}

/** `tradeloom.logistics_documents.v1` is the topic of the service `logistics-documents`. */
export const serviceOf = (topic: string): string => (topic.split('.')[1] ?? topic).replaceAll('_', '-');

function declaredEvent(message: DescMessage): DeclaredEvent {
  const topic = message.file.proto.package;
  const { en, zh } = getOption(message, type.event);
  return { message, topic, publisher: serviceOf(topic), text: { en, zh } };
}

const fileOf = (described: DescMessage | DescField): DescFile =>
  described.kind === 'message' ? described.file : described.parent.file;

/** Where descriptor.proto keeps messages (4) of a file and fields (2) of a message. */
const pathOf = (described: DescMessage | DescField): number[] =>
  described.kind === 'message'
    ? [4, described.file.messages.indexOf(described)]
    : [...pathOf(described.parent), 2, described.parent.fields.indexOf(described)];

const commentsOf = (file: FileDescriptorProto): ReadonlyMap<string, string> =>
  new Map(
    (file.sourceCodeInfo?.location ?? []).map(({ path, leadingComments, trailingComments }) => [
      path.join(),
      [leadingComments, trailingComments].join(' ').replaceAll(/\s+/g, ' ').trim(),
    ]),
  );
