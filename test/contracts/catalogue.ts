import type { DescField, DescMessage } from '@bufbuild/protobuf';
import type { Declarations, DeclaredEvent } from './declared-events.ts';
import { writtenType } from './field-shape.ts';
import { forPeopleOnly } from './for-people-only.ts';

const opening = `# Events 事件目录

Everything that services tell each other, generated from \`proto/\` and from the reactions in the code by
\`npm run catalogue\`. The same for machines: [asyncapi.json](asyncapi.json).
服务之间互相告知的全部事件，由 \`npm run catalogue\` 依据 \`proto/\` 与代码生成；机器可读版本见 [asyncapi.json](asyncapi.json)。

An event travels on the topic of its package, with the order's id as key where it belongs to an order, as a protobuf
body under CloudEvents headers. The gateway's timeline hears every event; "heard by" names the services that act on it.
事件发布在其包名对应的主题上；属于订单的以订单号为键；正文为 protobuf，信封为 CloudEvents 头。网关时间线接收全部事件，“接收方”仅列出会据此处理的服务。`;

/** docs/events/README.md */
export function writeCatalogue(
  { events, comment }: Declarations,
  hearers: ReadonlyMap<string, readonly string[]>,
): string {
  const topics = Map.groupBy(events, ({ topic }) => topic);
  const overview = [...topics].map(([topic, told]) => [
    `\n## ${topic}\n`,
    '| event 事件 | text | 文本 | heard by 接收方 |',
    '|---|---|---|---|',
    ...told.map((event) => overviewRow(event, hearers)),
  ]);
  const details = events.map((event) => detail(event, comment));
  return [opening, ...overview.flat(), '\n# Fields 字段\n', ...details].join('\n');
}

const overviewRow = ({ message, text }: DeclaredEvent, hearers: ReadonlyMap<string, readonly string[]>): string => {
  const heardBy = hearers.get(message.typeName)?.join(', ') ?? `people only: ${forPeopleOnly[message.typeName] ?? ''}`;
  return row([`[${message.name}](#${anchorOf(message)})`, text.en, text.zh, heardBy]);
};

function detail({ message, publisher }: DeclaredEvent, comment: Declarations['comment']): string {
  const lines = message.fields.map((field: DescField) =>
    row([field.name, `\`${writtenType(field)}\``, comment(field)]),
  );
  const table = ['| field 字段 | type 类型 | meaning 含义 |', '|---|---|---|', ...lines];
  return [`## ${message.typeName}\n`, `${comment(message)} (${publisher})\n`, ...table, ''].join('\n');
}

/** As the usual renderers make it out of a heading. */
const anchorOf = ({ typeName }: DescMessage): string => typeName.toLowerCase().replaceAll('.', '');

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
