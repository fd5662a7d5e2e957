import { Body, Controller, Get, Put } from '@nestjs/common';
import {
  Allow,
  BoolField,
  DecimalField,
  IntField,
  ListField,
  ObjectField,
  TextField,
  Transactions,
} from '@tradeloom/chassis';
import { blankPolicy, type Criterion, criteria, type Policy, setPolicy } from './policy.rules.ts';
import { Policies } from './policy.table.ts';

export class WeightBody {
  @TextField({ enum: criteria }) criterion!: Criterion;
  @DecimalField() weight!: string;
}

export class BandBody {
  @TextField({ max: 20 }) band!: string;
  @DecimalField() from!: string;
  @DecimalField() to!: string;
  @BoolField() rectification!: boolean;
}

export class ToleranceBody {
  @IntField({ optional: true, description: 'calendar days; without it however early is on time' }) earlyDays?: number;
  @IntField() lateDays!: number;
  @DecimalField() shortPercent!: string;
  @DecimalField() overPercent!: string;
}

export class DeliveryMeasure {
  @TextField({ enum: ['line', 'quantity'] }) measure!: 'line' | 'quantity';
  @TextField({ enum: ['original', 'current'] }) against!: 'original' | 'current';
}

export class PolicyBody {
  @ListField(() => WeightBody) weights!: WeightBody[];
  @ListField(() => BandBody) bands!: BandBody[];
  @ObjectField(() => ToleranceBody) tolerance!: ToleranceBody;
  @ObjectField(() => DeliveryMeasure) delivery!: DeliveryMeasure;
  @IntField({ description: 'working minutes' }) responseMinutes!: number;
  @IntField({ description: 'working days', min: 1 }) answerWorkingDays!: number;
}

/** How the caller's factory scores its suppliers. */
@Controller('scoring-policy')
export class SetPolicy {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['factory'] })
  see(): Promise<Policy> {
    return this.transactions.run(async (tx) => {
      const [policy = blankPolicy(tx.by.organisation)] = await tx.find(Policies, { factory: tx.by.organisation });
      return policy;
    });
  }

  @Put()
  @Allow({ kinds: ['factory'], roles: ['owner', 'quality-manager'] })
  handle(@Body() { tolerance, ...body }: PolicyBody): Promise<Policy> {
    return this.transactions.run((tx) => {
      const factory = tx.by.organisation;
      const decide = (policy: Policy) =>
        setPolicy({
          ...body,
          tolerance: { ...tolerance, earlyDays: tolerance.earlyDays ?? null },
          calendar: policy.calendar,
        })(policy);
      return tx.changeOrAdd(Policies, factory, () => blankPolicy(factory), decide);
    });
  }
}
