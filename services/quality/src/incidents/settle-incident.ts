import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, DecimalField, IntField, TextField, Transactions } from '@tradeloom/chassis';
import { acceptLiability, addEvidence, type Incident, proposeLiability, withdrawIncident } from './incident.rules.ts';
import { Incidents } from './incident.table.ts';

export class GivenEvidence {
  @TextField({ max: 500, description: 'record of production, inspection report, picture' }) reference!: string;
  @TextField({ optional: true, max: 64, description: 'SHA-256 (hex) of the file' }) sha256?: string;
}

export class ProposedLiability {
  @DecimalField({ description: 'percent that the factory bears; the trading company bears the rest' })
  factoryPercent!: string;
  @TextField({ max: 500 }) reason!: string;
}

export class AcceptedLiability {
  @IntField({ description: 'round of the proposal that is accepted' }) round!: number;
}

export class Withdrawal {
  @TextField({ max: 500 }) reason!: string;
}

const owners = { kinds: ['trader', 'factory'], roles: ['owner', 'quality-manager'] } as const;

/** Both owners show what they have, and agree who bears how much of a claim. */
@Controller('incidents/:id')
export class SettleIncident {
  constructor(private readonly transactions: Transactions) {}

  @Post('evidence')
  @HttpCode(200)
  @Allow({ ...owners, roles: ['owner', 'quality-manager', 'production-manager', 'merchandiser', 'inspector'] })
  show(@Param('id') id: string, @Body() { reference, sha256 }: GivenEvidence): Promise<Incident> {
    return this.transactions.run((tx) =>
      tx.change(Incidents, id, addEvidence(reference, sha256 ?? null, tx.by, tx.today)),
    );
  }

  @Post('proposals')
  @HttpCode(200)
  @Allow(owners)
  propose(@Param('id') id: string, @Body() { factoryPercent, reason }: ProposedLiability): Promise<Incident> {
    return this.transactions.run((tx) =>
      tx.change(Incidents, id, proposeLiability(factoryPercent, reason, tx.by, tx.today)),
    );
  }

  /** Who accepts binds his company to pay. */
  @Post('acceptance')
  @HttpCode(200)
  @Allow({ ...owners, roles: ['owner'] })
  accept(@Param('id') id: string, @Body() { round }: AcceptedLiability): Promise<Incident> {
    return this.transactions.run((tx) => tx.change(Incidents, id, acceptLiability(round, tx.by, tx.today)));
  }

  @Post('withdrawal')
  @HttpCode(200)
  @Allow(owners)
  withdraw(@Param('id') id: string, @Body() { reason }: Withdrawal): Promise<Incident> {
    return this.transactions.run((tx) => tx.change(Incidents, id, withdrawIncident(reason, tx.by, tx.today)));
  }
}
