import { type FeedKindName, type Field, feedKinds, fields, type LearnedColumn } from '@tradeloom/feeds';
import { must } from '@tradeloom/kernel';
import type { FastifyRequest } from 'fastify';

export const formOf = ({ body }: Pick<FastifyRequest, 'body'>): URLSearchParams =>
  new URLSearchParams(Buffer.isBuffer(body) ? body.toString('utf8') : '');

/** What was chosen for the columns: those that were left undecided are not among them. */
export const saidColumns = (form: URLSearchParams): { kind: FeedKindName; columns: LearnedColumn[] } => {
  const kind = feedKinds.find(({ name }) => name === form.get('kind'))?.name;
  must(kind !== undefined, 'gateway.feed-mapping.kind', { en: 'No such kind of file', zh: '没有此类文件' });
  const chosen = form.getAll('field');
  const columns = form.getAll('header').flatMap((header, at): LearnedColumn[] => {
    const field = chosen[at];
    if (field === '-') return [{ header, field: null }];
    return field !== undefined && Object.hasOwn(fields, field) ? [{ header, field: field as Field }] : [];
  });
  return { kind, columns };
};
