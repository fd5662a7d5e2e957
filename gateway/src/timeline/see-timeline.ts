import { Controller, Get, Param } from '@nestjs/common';
import { Allow } from '@tradeloom/chassis';
import { Timeline, type TimelineEntry } from './timeline.ts';

/** One line per event of the order, from every service, as far as the caller is party to it. */
@Controller('orders/:id/timeline')
export class SeeTimeline {
  constructor(private readonly timeline: Timeline) {}

  @Get()
  @Allow({})
  async handle(@Param('id') id: string): Promise<{ entries: TimelineEntry[] }> {
    return { entries: await this.timeline.of(id) };
  }
}
