import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import type { Certificate } from './certificate.rules.ts';
import { Certificates } from './certificate.table.ts';

class WhichCertificates {
  @TextField({ optional: true }) item?: string;
  @TextField({ optional: true }) lot?: string;
  @TextField({ optional: true, description: 'number of the test report' }) report?: string;
}

/** Certificates, also those whose goods have not arrived or that name no lot. */
@Controller('certificates')
export class SeeCertificates {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory', 'supplier', 'inspection'] })
  async handle(@Query() { item, lot, report }: WhichCertificates): Promise<{ certificates: Certificate[] }> {
    const where = { ...(item && { item }), ...(lot && { lot }), ...(report && { reportNumber: report }) };
    return { certificates: await this.transactions.run((tx) => tx.find(Certificates, where, { id: 'ASC' })) };
  }
}
