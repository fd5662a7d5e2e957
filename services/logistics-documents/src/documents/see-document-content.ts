import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import { Archive } from './archive.ts';
import { Documents } from './document.table.ts';

@Controller('documents/:id/content')
export class SeeDocumentContent {
  constructor(
    private readonly transactions: Transactions,
    private readonly archive: Archive,
  ) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory', 'customer', 'forwarder'] })
  async handle(@Param('id') id: string): Promise<StreamableFile> {
    const document = await this.transactions.run((tx) => tx.one(Documents, id));
    const pdf = await this.archive.read(document);
    const disposition = `inline; filename="${document.number}-v${document.setVersion}.pdf"`;
    return new StreamableFile(pdf, { type: 'application/pdf', length: pdf.length, disposition });
  }
}
