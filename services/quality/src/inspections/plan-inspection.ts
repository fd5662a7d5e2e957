import { Body, Controller, Post } from '@nestjs/common';
import { Allow, BoolField, DecimalField, newId, TextField, Transactions, type Tx } from '@tradeloom/chassis';
import { must } from '@tradeloom/kernel';
import { type Inspection, type InspectionKind, inspectionKinds } from './inspection.rules.ts';
import { planDupro, planFinal, planInProcess } from './plan-delivery.ts';
import { planIncoming } from './plan-incoming.ts';
import { type ShownInspection, shown } from './see-inspections.ts';

export class InspectionRequest {
  @TextField({ enum: inspectionKinds }) kind!: InspectionKind;
  @TextField({ optional: true, max: 80 }) orderId?: string;
  @TextField({ optional: true, max: 80 }) lineId?: string;
  @TextField({ optional: true, max: 80 }) scheduleId?: string;
  @TextField({ optional: true, max: 80 }) receiptId?: string;
  @TextField({ optional: true, max: 40 }) line?: string;
  @TextField({ optional: true, max: 80 }) lot?: string;
  @TextField({ optional: true, max: 80, description: 'id of the lot, where its number is missing or not enough' })
  lotId?: string;
  @DecimalField({ optional: true, description: 'pieces presented; the delivery as ordered when not given' })
  quantity?: string;
  @TextField({ optional: true, max: 120, description: 'carton range as marked' }) cartons?: string;
  @TextField({ optional: true, max: 60, description: 'organisation that inspects' }) inspectionHouse?: string;
  @BoolField({ optional: true, description: 'outside a continuing series: does not switch' }) isolated?: boolean;
}

/** Asks for an inspection and answers its sampling plan per defect class. */
@Controller('inspections')
export class PlanInspection {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({ kinds: ['trader', 'factory'], roles: ['owner', 'quality-manager', 'inspector', 'merchandiser', 'planner'] })
  async handle(@Body() body: InspectionRequest): Promise<ShownInspection> {
    return shown(await this.transactions.run((tx) => this.plan(tx, body)));
  }

  private plan(tx: Tx, body: InspectionRequest): Promise<Inspection> {
    const { kind, inspectionHouse: house = null, isolated = false, cartons = null, quantity } = body;
    const request = { id: newId(), kind, house, isolated, cartons };
    if (kind === 'incoming') return planIncoming(tx, request, incomingOf(body));
    if (kind === 'final') return planFinal(tx, request, deliveryOf(body), quantity);
    if (kind === 'dupro') return planDupro(tx, request, deliveryOf(body));
    return planInProcess(tx, request, deliveryOf(body), quantity);
  }
}

const incomingOf = ({ receiptId, line, lot, lotId }: InspectionRequest) => {
  must(receiptId !== undefined && line !== undefined, 'quality.inspection.names-no-receipt', {
    en: 'An incoming inspection names receiptId and line',
    zh: '来料检验须注明 receiptId 与 line',
  });
  return { receiptId, line, lot, lotId };
};

const deliveryOf = ({ orderId, lineId, scheduleId }: InspectionRequest) => {
  must(
    orderId !== undefined && lineId !== undefined && scheduleId !== undefined,
    'quality.inspection.names-no-delivery',
    {
      en: 'This inspection names orderId, lineId and scheduleId',
      zh: '该检验须注明 orderId、lineId 与 scheduleId',
    },
  );
  return { orderId, lineId, scheduleId };
};
