import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { finance, logistics, orders, production } from '@tradeloom/contracts';
import { refuse } from '../mailboxes/inbound-file.rules.ts';
import type { FileError } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { Organisations } from '../partners/organisations.ts';
import { Partners } from '../partners/partner.table.ts';
import { inForce } from '../profiles/profiled-partner.ts';
import { adviceErrorOf, languageOf } from './advice-error.ts';
import { Outbox } from './outbox.ts';

type Refused =
  | orders.DocumentRefused
  | production.DocumentRefused
  | finance.DocumentRefused
  | logistics.DocumentRefused;

/** A service could not act on a partner's document: the file's fate says so, and the partner is told (824). */
@Controller()
export class WhenDocumentRefused {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly organisations: Organisations,
  ) {}

  @On(orders.DocumentRefusedSchema)
  ofOrders(event: orders.DocumentRefused): Promise<void> {
    return this.refuse(event);
  }

  @On(production.DocumentRefusedSchema)
  ofProduction(event: production.DocumentRefused): Promise<void> {
    return this.refuse(event);
  }

  @On(finance.DocumentRefusedSchema)
  ofFinance(event: finance.DocumentRefused): Promise<void> {
    return this.refuse(event);
  }

  @On(logistics.DocumentRefusedSchema)
  ofLogistics(event: logistics.DocumentRefused): Promise<void> {
    return this.refuse(event);
  }

  private async refuse(event: Refused): Promise<void> {
    const { ref } = event;
    if (!ref?.interchangeId) return;
    const errors: FileError[] = event.findings.map(({ code, text, facts }) => ({
      code,
      message: { en: text?.en ?? '', zh: text?.zh ?? '' },
      ...facts,
    }));
    const country = (await this.organisations.all()).get(event.partner)?.country;
    await this.transactions.run(async (tx) => {
      const [known] = await tx.find(Partners, { organisation: event.partner, counterparty: event.receiver });
      const language = known ? languageOf(country, await inForce(tx, known)) : 'en';
      const advice = await this.outbox.send(tx, {
        from: event.receiver,
        to: event.partner,
        orderId: null,
        number: event.documentNumber,
        document: {
          kind: 'application-advice',
          adviceNumber: `${event.documentNumber}-R`,
          adviceDate: tx.today,
          refersTo: {
            type: ref.messageType,
            number: event.documentNumber,
            groupControl: ref.groupControl,
            messageControl: ref.messageControl,
          },
          outcome: 'rejected',
          parties: [],
          errors: event.findings.map((finding) => adviceErrorOf(finding, language)),
        },
      });
      await tx.change(Interchanges, ref.interchangeId, refuse(ref, errors, advice));
    });
  }
}
