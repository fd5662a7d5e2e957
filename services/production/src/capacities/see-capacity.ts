import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, DateField, Transactions } from '@tradeloom/chassis';
import { addDays, daysBetween, decimal, must } from '@tradeloom/kernel';
import { Calendars } from '../calendars/calendar.table.ts';
import { capacityOn, resourceId } from './capacity.rules.ts';
import { Resources } from './resource.table.ts';

export class WhichDays {
  @DateField() from!: string;
  @DateField() to!: string;
}

interface CapacityDay {
  readonly date: string;
  readonly capacity: string;
  readonly booked: string;
  readonly free: string;
}

const longest = 366;

/** What a resource can make per day, and how much of it is promised. */
@Controller('capacities/:resource')
export class SeeCapacity {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['factory'] })
  handle(
    @Param('resource') code: string,
    @Query() { from, to }: WhichDays,
  ): Promise<{ resource: string; days: CapacityDay[] }> {
    must(from <= to && daysBetween(from, to) < longest, 'production.capacity.span', {
      en: 'Ask for one year at most',
      zh: '查询区间最长一年',
    });
    return this.transactions.run(async (tx) => {
      const resource = await tx.one(Resources, resourceId(tx.by.organisation, code));
      const calendar = await tx.one(Calendars, resource.calendar);
      const booked = await tx.query<{ day: string; booked: string }>(
        'select day, booked from bookings where supply = $1 and day between $2 and $3',
        [resource.id, from, to],
      );
      const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, i): CapacityDay => {
        const date = addDays(from, i);
        const capacity = decimal(capacityOn(resource.rates, calendar, date));
        const taken = decimal(booked.find((b) => b.day === date)?.booked ?? 0);
        const free = capacity.minus(taken);
        return { date, capacity: capacity.toFixed(), booked: taken.toFixed(), free: free.lt(0) ? '0' : free.toFixed() };
      });
      return { resource: code, days };
    });
  }
}
