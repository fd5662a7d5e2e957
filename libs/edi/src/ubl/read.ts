import { basicDate } from '../calendar.ts';
import { Problems } from '../findings/problem.ts';
import { type Charset, type InterchangeResult, type MessageResult, type Problem, verdictOf } from '../result.ts';
import { settle } from '../settle.ts';
import { decodeXml } from './decode-xml.ts';
import type { UblFile, Way } from './message.ts';
import { ublFileOf } from './messages/registry.ts';
import { limits, parseXml } from './parse-xml.ts';
import { dateAt } from './parts/items.ts';
import { validateStructure } from './validate-structure.ts';
import { longestId } from './validate-value.ts';
import type { XmlElement } from './xml-element.ts';

export interface UblDocumentFile {
  readonly charset: Charset;
  /** Why the file is no UBL document at all. */
  readonly errors: Problem[];
  /** One, with one group of one message: a UBL file holds one document. */
  readonly interchanges: InterchangeResult[];
}

/** The release whose tables are used; 2.0 to 2.4 differ from it in what they add. */
export const ublVersion = '2.1';

const namespace = /^urn:oasis:names:specification:ubl:schema:xsd:([A-Za-z]+)-2$/;

/** Reads a UBL document. Never throws, whatever the bytes. */
export const readUblFile = (bytes: Uint8Array): UblDocumentFile => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const problems = new Problems();
  const none = (charset: Charset = 'utf-8'): UblDocumentFile => ({ charset, errors: problems.list, interchanges: [] });
  if (buffer.length > limits.bytes) {
    problems.add('XML_TOO_LARGE', { byteOffset: limits.bytes, expected: `${limits.bytes} bytes` });
    return none();
  }
  const decoded = decodeXml(buffer);
  if ('problem' in decoded) {
    problems.add(decoded.problem, { byteOffset: 0, value: decoded.encoding });
    return none();
  }
  const parsed = parseXml(decoded);
  if ('problem' in parsed) {
    const { problem, byteOffset, said } = parsed;
    problems.add(problem, { byteOffset, found: said, expected: said });
    return none(decoded.charset);
  }
  const { root, elements } = parsed;
  if (namespace.exec(root.namespace)?.[1] !== root.id) {
    problems.at('UBL_ROOT_UNKNOWN', root, { value: root.namespace });
    return none(decoded.charset);
  }
  return { charset: decoded.charset, errors: [], interchanges: [interchangeOf(root, elements, decoded.charset)] };
};

const interchangeOf = (root: XmlElement, elements: number, charset: Charset): InterchangeResult => {
  const file = ublFileOf(root.id);
  const message = judge(root, elements, file);
  const [sender, receiver] = [addressOf(root, file?.sender), addressOf(root, file?.receiver)];
  const date = basicDate(dateAt(root, 'IssueDate') ?? '');
  return settle({
    sender: sender.id,
    senderQualifier: sender.qualifier,
    receiver: receiver.id,
    receiverQualifier: receiver.qualifier,
    control: message.control,
    date,
    time: (root.textAt('IssueTime') ?? '').slice(0, 5).replace(':', ''),
    version: ublVersion,
    test: false,
    acknowledgementRequested: false,
    charset,
    byteOffset: 0,
    verdict: message.verdict,
    errors: [],
    groups: [
      {
        functionalId: null,
        sender: sender.id,
        receiver: receiver.id,
        control: message.control,
        version: ublVersion,
        versionCode: root.textAt('CustomizationID') ?? '',
        date,
        declaredMessages: 1,
        verdict: message.verdict,
        errors: [],
        messages: [message],
      },
    ],
    receivedAcks: [],
  });
};

/** EndpointID, or, outside Peppol, how the party is identified. */
const addressOf = (root: XmlElement, way: Way | undefined): { id: string; qualifier: string } => {
  const party = way && root.find(...way);
  const address = party?.find('EndpointID') ?? party?.find('PartyIdentification', 'ID');
  return { id: address?.value ?? '', qualifier: address?.attributes['schemeID'] ?? '' };
};

const judge = (root: XmlElement, elements: number, file: UblFile | undefined): MessageResult => {
  const problems = new Problems();
  if (!file) problems.at('UBL_DOCUMENT_NOT_SUPPORTED', root, { value: root.id });
  else {
    validateStructure(root, problems);
    validateCodes(root, file, problems);
    if (verdictOf(problems.list) !== 'rejected') checkGuide(root, file, problems);
  }
  const verdict = verdictOf(problems.list);
  return {
    type: root.id,
    version: ublVersion,
    control: (root.textAt('ID') ?? root.textAt('SequenceNumberID') ?? '').slice(0, longestId),
    verdict,
    segments: elements,
    byteOffset: root.start,
    errors: problems.list,
    document: file && verdict !== 'rejected' ? file.read({ root, problems }) : null,
  };
};

/** Codes that the translation does not know reject. */
const validateCodes = (root: XmlElement, file: UblFile, problems: Problems): void => {
  for (const { at, list } of file.codes) {
    const code = root.find(...at);
    if (code && !list.includes(code.value)) {
      problems.at('UBL_CODE_UNKNOWN', code, { value: code.value, expected: list.join(' ') });
    }
  }
};

/** The rules of the BIS that the document claims to keep: they presuppose its structure. */
const checkGuide = (root: XmlElement, file: UblFile, problems: Problems): void => {
  const customization = root.textAt('CustomizationID') ?? '';
  const guide = file.guides.find((one) => customization.startsWith(one.customization));
  if (guide) guide.check(root, problems);
  else problems.at('UBL_GUIDE_NOT_CLAIMED', root.find('CustomizationID') ?? root);
};
