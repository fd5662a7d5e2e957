import type { ApplicationAdvice } from '../../canonical/documents.ts';
import { invoiceAnswering, messageAnswering } from '../guide/despatching.ts';
import { optional, type Reading, type UblFile } from '../message.ts';
import { dateAt } from '../parts/items.ts';
import { endpointOf, partyContent, partyOf, type RoleWays, readParties } from '../parts/parties.ts';
import { Noted, noteOf, type Remark } from '../parts/remarks.ts';
import type { XmlElement } from '../xml-element.ts';
import { aggregate, basic, type XmlNode } from '../xml-node.ts';

/*
 * ApplicationResponse: Peppol BIS Invoice Response 3 (T111) about an invoice, Message Level Response 3 (T71) about
 * other documents.
 *
 *   ID, IssueDate                        advice number and date
 *   Note                                 remarks: control numbers of the document's group and message, its type where
 *                                        the code below does not say it as it was said
 *   SenderParty, ReceiverParty           who are reached how
 *   DocumentResponse/Response            ResponseCode (AP, CA, RE; AB, IP and UQ decide nothing); Status one per error:
 *                                        StatusReasonCode, StatusReason, Condition position and value
 *   DocumentResponse/DocumentReference   ID, DocumentTypeCode (UNCL 1001)
 *   DocumentResponse/IssuerParty, RecipientParty   of the document referred to: of an order or a change the buyer and
 *                                        the seller, of everything else the seller and the buyer
 *   DocumentResponse/LineResponse        of others: one more error each, LineReference/LineID its position
 */
type Outcome = ApplicationAdvice['outcome'];
type AdviceError = ApplicationAdvice['errors'][number];

const codeOf: Readonly<Record<Outcome, string>> = { accepted: 'AP', 'accepted-with-change': 'CA', rejected: 'RE' };
const outcomes: Readonly<Record<string, Outcome>> = {
  AP: 'accepted',
  PD: 'accepted',
  CA: 'accepted-with-change',
  RE: 'rejected',
};
const undecided = ['AB', 'IP', 'UQ'];

/** UNCL 1001, the root element, and what the other syntaxes call the document. */
const documentTypes: readonly (readonly [code: string, root: string, ...others: string[]])[] = [
  ['380', 'Invoice', '810', 'INVOIC'],
  ['220', 'Order', '850', 'ORDERS'],
  ['230', 'OrderChange', '860', 'ORDCHG'],
  ['231', 'OrderResponse', '855', '865', 'ORDRSP'],
  ['351', 'DespatchAdvice', '856', 'DESADV'],
];
/** UNCL 1001: a document that the list does not name. */
const someDocument = '916';

const named = (label: string): Remark<string> => ({
  say: (value) => `${label}: ${value}`,
  hear: (line) => (line.startsWith(`${label}: `) ? line.slice(label.length + 2) : undefined),
});
const typeRemark = named('Document type / 单据类型');
const groupRemark = named('Group control / 组控制号');
const messageRemark = named('Message control / 报文控制号');

const issuedBy: RoleWays = [
  ['seller', ['DocumentResponse', 'IssuerParty']],
  ['buyer', ['DocumentResponse', 'RecipientParty']],
];
const orderedBy: RoleWays = [
  ['buyer', ['DocumentResponse', 'IssuerParty']],
  ['seller', ['DocumentResponse', 'RecipientParty']],
];
const waysOf = (code: string): RoleWays => (code === '220' || code === '230' ? orderedBy : issuedBy);

export const applicationResponse: UblFile<ApplicationAdvice> = {
  type: 'ApplicationResponse',
  guides: [invoiceAnswering, messageAnswering],
  codes: [{ at: ['DocumentResponse', 'Response', 'ResponseCode'], list: [...Object.keys(outcomes), ...undecided] }],
  sender: ['SenderParty'],
  receiver: ['ReceiverParty'],

  read(reading) {
    const { root, problems } = reading;
    const answer = root.find('DocumentResponse') as XmlElement;
    const code = answer.find('Response', 'ResponseCode');
    const outcome = outcomes[code?.value ?? ''];
    if (outcome === undefined) {
      problems.at('ANSWER_UNDECIDED', code ?? answer, { value: code?.value ?? '' });
      return null;
    }
    return {
      kind: 'application-advice',
      adviceNumber: root.textAt('ID') as string,
      adviceDate: dateAt(root, 'IssueDate') as string,
      refersTo: readSubject(reading, answer),
      outcome,
      parties: readParties(root, waysOf(answer.textAt('DocumentReference', 'DocumentTypeCode') ?? '')),
      errors: [...readStatuses(answer.find('Response')), ...answer.all('LineResponse').flatMap(readLineResponse)],
    };
  },

  write(advice, { sender, receiver }) {
    const { type, number, groupControl, messageControl } = advice.refersTo;
    const known = documentTypes.find((types) => types.slice(1).includes(type));
    const code = known?.[0] ?? someDocument;
    const [issuer, recipient] = waysOf(code).map(([role]) => partyOf(advice.parties, role));
    return {
      guide: code === '380' ? invoiceAnswering : messageAnswering,
      nodes: [
        basic('ID', advice.adviceNumber),
        basic('IssueDate', advice.adviceDate),
        basic(
          'Note',
          noteOf(
            known?.[1] === type ? undefined : typeRemark.say(type),
            groupControl === undefined ? undefined : groupRemark.say(groupControl),
            messageControl === undefined ? undefined : messageRemark.say(messageControl),
          ),
        ),
        aggregate('SenderParty', endpointOf(sender)),
        aggregate('ReceiverParty', endpointOf(receiver)),
        aggregate(
          'DocumentResponse',
          aggregate('Response', basic('ResponseCode', codeOf[advice.outcome]), advice.errors.map(statusNode)),
          aggregate('DocumentReference', basic('ID', number), basic('DocumentTypeCode', code)),
          aggregate('IssuerParty', ...partyContent(issuer, 'called')),
          aggregate('RecipientParty', ...partyContent(recipient, 'called')),
        ),
      ],
    };
  },
};

const readSubject = ({ root }: Reading, answer: XmlElement): ApplicationAdvice['refersTo'] => {
  const noted = new Noted(root.textAt('Note'));
  const type = noted.take(typeRemark);
  const groupControl = noted.take(groupRemark);
  const messageControl = noted.take(messageRemark);
  const code = answer.textAt('DocumentReference', 'DocumentTypeCode') ?? '';
  return {
    type: type ?? documentTypes.find(([known]) => known === code)?.[1] ?? code,
    number: answer.textAt('DocumentReference', 'ID') as string,
    ...optional('groupControl', groupControl),
    ...optional('messageControl', messageControl),
  };
};

const position = 'position';
const value = 'value';

const readStatuses = (response: XmlElement | undefined, line?: string): AdviceError[] =>
  (response?.all('Status') ?? []).map((status) => {
    const conditionOf = (attribute: string): string | undefined =>
      status
        .all('Condition')
        .find((one) => one.textAt('AttributeID') === attribute)
        ?.textAt('Description');
    return {
      code: status.textAt('StatusReasonCode') ?? '',
      text: status.textAt('StatusReason') ?? response?.textAt('Description') ?? '',
      ...optional('position', conditionOf(position) ?? line),
      ...optional('value', conditionOf(value)),
    };
  });

const readLineResponse = (line: XmlElement): AdviceError[] =>
  line.all('Response').flatMap((response) => readStatuses(response, line.textAt('LineReference', 'LineID')));

/** OpenPEPPOL's lists of reasons and of actions; our own codes belong to neither. */
const reasonCodes = ['NON', 'REF', 'LEG', 'REC', 'QUA', 'DEL', 'PRI', 'QTY', 'ITM', 'PAY', 'UNR', 'FIN', 'PPD', 'OTH'];

const statusNode = (error: AdviceError): XmlNode | undefined =>
  aggregate(
    'Status',
    basic('StatusReasonCode', error.code, { listID: reasonCodes.includes(error.code) ? 'OPStatusReason' : undefined }),
    basic('StatusReason', error.text),
    conditionNode(position, error.position),
    conditionNode(value, error.value),
  );

const conditionNode = (attribute: string, text: string | undefined): XmlNode | undefined =>
  text === undefined ? undefined : aggregate('Condition', basic('AttributeID', attribute), basic('Description', text));
