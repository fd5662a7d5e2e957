import { BoolField, IntField, ListField, ObjectField, TextField } from '@tradeloom/chassis';
import type {
  Acknowledgements,
  Charsets,
  Contact,
  Controls,
  DuplicateCheck,
  Duplicates,
  Identity,
  Limits,
  Numbering,
  Part,
  Profile,
  Sequence,
  Strict,
  Strictness,
  TypeVersion,
  Versions,
} from './profile.ts';
import { EdifactBody, X12Body } from './writing-body.ts';

const optional = true;
const strict: readonly Strict[] = ['refuse', 'note'];
const whens = ['always', 'requested', 'on-error', 'never'] as const;
const writtenCharsets: readonly Charsets['out'][] = ['utf-8', 'us-ascii', 'iso-8859-1', 'windows-1252', 'gb18030'];
const readCharsets: readonly NonNullable<Charsets['in']>[] = [
  'utf-8',
  'gb18030',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-3',
  'iso-8859-4',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'iso-8859-9',
  'iso-8859-15',
];

const StrictField = (description: string): PropertyDecorator => TextField({ optional, enum: strict, description });

class IdentityBody implements Part<Identity> {
  @TextField({ optional, max: 4, description: 'ISA05 or ISA07, UNB 0007, scheme of the EndpointID' })
  qualifier?: string;
  @TextField({ optional, max: 35, description: 'ISA06 or ISA08, UNB 0004 or 0010, EndpointID' }) id?: string;
  @TextField({ optional, max: 15, description: 'GS02 or GS03' }) groupId?: string;
  @TextField({ optional, max: 4, description: 'the same of ours' }) ourQualifier?: string;
  @TextField({ optional, max: 35 }) ourId?: string;
  @TextField({ optional, max: 15 }) ourGroupId?: string;
  @BoolField({ optional, description: 'what we write is marked as a test' }) test?: boolean;
}

class TypeVersionBody implements TypeVersion {
  @TextField({ max: 6, example: '855' }) type!: string;
  @TextField({ max: 12, example: '005010' }) version!: string;
}

class VersionsBody implements Part<Versions> {
  @TextField({ optional, max: 12, description: 'GS08 of what we write', example: '004010' }) x12?: string;
  @TextField({ optional, max: 6, description: 'the directory of what we write', example: 'D.96A' }) edifact?: string;
  @ListField(() => TypeVersionBody, { optional, description: 'types that we write in a version of their own' })
  byType?: TypeVersionBody[];
  @ListField(() => TypeVersionBody, { optional, description: 'types that the partner writes in another than he names' })
  readAs?: TypeVersionBody[];
}

class CharsetsBody implements Part<Charsets> {
  @TextField({ optional, enum: readCharsets, description: 'what his files are in, whatever they declare' })
  in?: NonNullable<Charsets['in']>;
  @TextField({ optional, enum: writtenCharsets, description: 'what our X12 is in' }) out?: Charsets['out'];
  @TextField({ optional, enum: ['refuse', 'transliterate'], description: 'characters that it has not' })
  foreign?: Charsets['foreign'];
}

const resets: readonly Numbering['reset'][] = ['never', 'daily', 'yearly'];

class NumberingBody implements Part<Numbering> {
  @IntField({ optional, min: 1 }) first?: number;
  @IntField({ optional, min: 1, description: 'after it comes the first again' }) last?: number;
  @TextField({ optional, enum: resets, description: 'when the first comes again before that' })
  reset?: Numbering['reset'];
}

class MessageNumberingBody extends NumberingBody implements Part<Controls['message']> {
  @TextField({ optional, enum: ['in-interchange', 'on'], description: 'anew in each interchange, or on from the last' })
  runs?: Controls['message']['runs'];
}

class ControlsBody implements Part<Controls> {
  @ObjectField(() => NumberingBody, { optional, description: 'ISA13, UNB 0020' }) interchange?: NumberingBody;
  @ObjectField(() => NumberingBody, { optional, description: 'GS06' }) group?: NumberingBody;
  @ObjectField(() => MessageNumberingBody, { optional, description: 'ST02, UNH 0062' }) message?: MessageNumberingBody;
}

class DuplicateCheckBody implements Part<DuplicateCheck> {
  @BoolField({ optional }) check?: boolean;
  @IntField({ optional, min: 1, description: 'how long a number is remembered; left out: for ever' }) days?: number;
  @TextField({ optional, enum: ['refuse', 'flag'] }) action?: DuplicateCheck['action'];
}

class DuplicatesBody implements Part<Duplicates> {
  @ObjectField(() => DuplicateCheckBody, { optional }) interchange?: DuplicateCheckBody;
  @ObjectField(() => DuplicateCheckBody, { optional }) group?: DuplicateCheckBody;
  @ObjectField(() => DuplicateCheckBody, { optional }) message?: DuplicateCheckBody;
}

class SequenceBody implements Part<Sequence> {
  @TextField({
    optional,
    enum: ['process', 'flag', 'refuse', 'hold'],
    description: 'an interchange whose number was not to come next; hold: until those before it have come',
  })
  outOfOrder?: Sequence['outOfOrder'];
  @IntField({ optional, min: 1, description: 'both sides hear then that a number was passed over' })
  missingAfterHours?: number;
}

class AcknowledgementsBody implements Part<Acknowledgements> {
  @TextField({ optional, enum: whens, description: 'requested: where ISA14 asks, or something is refused' })
  ta1?: Acknowledgements['ta1'];
  @TextField({ optional, enum: whens, description: 'requested: where UNB 0031 asks, or something is refused' })
  contrl?: Acknowledgements['contrl'];
  @TextField({ optional, enum: ['997', '999', 'none'], description: 'for his groups; 999 from 005010 on' })
  functional?: Acknowledgements['functional'];
  @BoolField({ optional, description: 'whether it names sets in which nothing was found' }) acceptedSets?: boolean;
  @TextField({
    optional,
    enum: ['functional', 'interchange', 'none'],
    description: 'what he owes us; interchange: TA1',
  })
  expects?: Acknowledgements['expects'];
  @IntField({ optional, min: 1, description: 'hours' }) withinHours?: number;
}

class StrictnessBody implements Part<Strictness> {
  @StrictField('segments that the message does not have') unknownSegments?: Strict;
  @StrictField('segments and loops more often than allowed') repeats?: Strict;
  @TextField({ optional, enum: ['refuse', 'texts-noted', 'note'] }) lengths?: Strictness['lengths'];
  @StrictField('codes of no list; a message in which one is noted is kept, and nothing acts on it') codes?: Strict;
  @StrictField('EDIFACT in another charset than UNB declares') charset?: Strict;
  @StrictField('an ISA whose elements are not padded') unpaddedIsa?: Strict;
}

class LimitsBody implements Part<Limits> {
  @TextField({ optional, enum: ['refuse-message', 'refuse-interchange'] }) onError?: Limits['onError'];
  @IntField({ optional, min: 1, description: 'messages in one interchange' }) messages?: number;
  @IntField({ optional, min: 1, description: 'of one file' }) bytes?: number;
}

class ContactBody implements Contact {
  @TextField({ enum: ['acknowledgements', 'missing-files', 'everything'] }) about!: Contact['about'];
  @TextField({ max: 100 }) name!: string;
  @TextField({ optional, max: 200 }) email: string | null = null;
  @TextField({ optional, max: 40 }) phone: string | null = null;
}

/** What is left out is as the standard has it. */
export class ProfileBody implements Part<Profile> {
  @ObjectField(() => IdentityBody, { optional }) identity?: IdentityBody;
  @ListField(undefined, { optional, description: 'kinds of documents that the partner is sent' }) sends?: string[];
  @ObjectField(() => VersionsBody, { optional }) versions?: VersionsBody;
  @ObjectField(() => CharsetsBody, { optional }) charsets?: CharsetsBody;
  @ObjectField(() => X12Body, { optional }) x12?: X12Body;
  @ObjectField(() => EdifactBody, { optional }) edifact?: EdifactBody;
  @ObjectField(() => ControlsBody, { optional }) controls?: ControlsBody;
  @ObjectField(() => DuplicatesBody, { optional }) duplicates?: DuplicatesBody;
  @ObjectField(() => SequenceBody, { optional }) sequence?: SequenceBody;
  @ObjectField(() => AcknowledgementsBody, { optional }) acknowledgements?: AcknowledgementsBody;
  @ObjectField(() => StrictnessBody, { optional }) strictness?: StrictnessBody;
  @ObjectField(() => LimitsBody, { optional }) limits?: LimitsBody;
  @ListField(() => ContactBody, { optional }) contacts?: ContactBody[];
}
