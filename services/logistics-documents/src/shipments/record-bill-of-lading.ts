import { Body, Controller, Param, Post } from '@nestjs/common';
import {
  type Actor,
  Allow,
  Caller,
  DateField,
  DecimalField,
  IntField,
  ListField,
  ObjectField,
  TextField,
  Transactions,
} from '@tradeloom/chassis';
import { DomainError, must } from '@tradeloom/kernel';
import { DraftBillOfLading } from './draft-bill-of-lading.ts';
import { GoOnBoard } from './go-on-board.ts';
import { receiveOriginals, sendCopy } from './record-bill-of-lading.rules.ts';
import { type ShipmentAnswer, shipmentAnswer } from './see-shipment.ts';
import { Shipments } from './shipment.table.ts';

const kinds = ['draft', 'on-board', 'copy', 'original'] as const;

export class ContainerSealBody {
  @TextField({ max: 11 }) number!: string;
  @TextField({ max: 15 }) seal!: string;
}

export class BillBody {
  @TextField({ max: 20, description: 'number of the bill of lading' }) number!: string;
  @TextField() shipper!: string;
  @TextField() consignee!: string;
  @TextField() notify!: string;
  @TextField({ max: 35 }) vessel!: string;
  @TextField({ max: 17 }) voyage!: string;
  @TextField({ max: 5, description: 'UN/LOCODE' }) portOfLoading!: string;
  @TextField({ max: 5, description: 'UN/LOCODE' }) portOfDischarge!: string;
  @IntField({ min: 1 }) packages!: number;
  @DecimalField() grossKg!: string;
  @ListField(() => ContainerSealBody) containers!: ContainerSealBody[];
  @TextField({ optional: true, description: 'shipping marks; N/M when not said' }) marks?: string;
  @TextField({ enum: ['PREPAID', 'COLLECT'] }) freightTerm!: 'PREPAID' | 'COLLECT';
  @ListField(undefined, { optional: true, description: 'HS codes, six digits or more' }) hsCodes?: string[];
}

export class BillOfLadingBody {
  @TextField({ enum: kinds }) kind!: (typeof kinds)[number];
  @ObjectField(() => BillBody, { optional: true, description: 'with a draft' }) bill?: BillBody;
  @DateField({ optional: true, description: 'with on-board' }) onBoardOn?: string;
  @IntField({ optional: true, min: 1, description: 'with original: how many were signed' }) originals?: number;
}

const given = <T>(value: T | undefined, field: string): T => {
  must(
    value !== undefined,
    'logistics.bill-of-lading.missing',
    { en: `This kind of bill of lading needs ${field}`, zh: `此类提单须填写 ${field}` },
    { field },
  );
  return value;
};

/** The forwarder drafts; what binds the seller is the trader's. */
const mustBeTrader = ({ kind }: Actor): void => {
  if (kind === 'trader') return;
  throw new DomainError(
    'logistics.bill-of-lading.trader-only',
    { en: 'Only the trader records this', zh: '仅外贸公司可登记' },
    { kind },
    'forbidden',
  );
};

@Controller('shipments/:id/bill-of-lading')
export class RecordBillOfLading {
  constructor(
    private readonly transactions: Transactions,
    private readonly draft: DraftBillOfLading,
    private readonly onBoard: GoOnBoard,
  ) {}

  @Post()
  @Allow({ kinds: ['trader', 'forwarder'], roles: ['document-clerk', 'owner', 'system'] })
  handle(@Param('id') id: string, @Body() body: BillOfLadingBody, @Caller() by: Actor): Promise<ShipmentAnswer> {
    if (body.kind === 'draft') {
      const { marks = 'N/M', hsCodes = [], ...bill } = given(body.bill, 'bill');
      return this.draft.run(id, { ...bill, marks, hsCodes });
    }
    mustBeTrader(by);
    if (body.kind === 'on-board') return this.onBoard.run(id, given(body.onBoardOn, 'onBoardOn'));
    const count = body.kind === 'original' ? given(body.originals, 'originals') : null;
    return this.transactions.run(async (tx) => {
      const step = count === null ? sendCopy(tx.today) : receiveOriginals(count, tx.today);
      return shipmentAnswer(await tx.change(Shipments, id, step));
    });
  }
}
