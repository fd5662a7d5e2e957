import { applyDecorators } from '@nestjs/common';
import { isIsoDate } from '@tradeloom/kernel';
import {
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import type { ClassOf, NestedContext } from './compiled-class.ts';
import { Described } from './described-fields.ts';

/** A field's rule and its documentation, said once. Nothing is converted silently: values stay as sent. */
interface FieldOptions {
  readonly optional?: boolean;
  readonly description?: string;
  readonly example?: unknown;
}

const field = (
  { optional = false, description = '', example }: FieldOptions,
  schema: Record<string, unknown>,
  ...rules: PropertyDecorator[]
): PropertyDecorator =>
  applyDecorators(
    Described({ required: !optional, description, ...(example !== undefined && { example }), ...schema }),
    optional ? IsOptional() : IsDefined(),
    ...rules,
  );

const rule = (name: string, holds: (text: string) => boolean, each = false): PropertyDecorator =>
  ValidateBy(
    {
      name,
      validator: { validate: (value) => typeof value === 'string' && holds(value) },
    },
    { each },
  );

/** PostgreSQL holds no NUL, and UTF-8 no half of a surrogate pair. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
const StorableText = (each = false): PropertyDecorator => rule('isStorable', isStorable, each);

const Nested = (of: () => ClassOf, each = false): PropertyDecorator =>
  ValidateNested({ each, context: { of } satisfies NestedContext });

export const TextField = (options: FieldOptions & { max?: number; enum?: readonly string[] } = {}): PropertyDecorator =>
  field(
    options,
    { type: 'string', ...(options.enum && { enum: [...options.enum] }) },
    IsString(),
    IsNotEmpty(),
    StorableText(),
    MaxLength(options.max ?? 500),
    ...(options.enum ? [IsIn([...options.enum])] : []),
  );

export const DateField = (options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: 'string', format: 'date', example: '2026-12-01' }, rule('isIsoDate', isIsoDate));

const instant = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const isInstant = (text: string): boolean =>
  isIsoDate(instant.exec(text)?.[1] ?? '') && !Number.isNaN(Date.parse(text));

/** RFC 3339 with an offset. */
export const InstantField = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    options,
    { type: 'string', format: 'date-time', example: '2026-12-01T08:00:00+08:00' },
    rule('isInstant', isInstant),
  );

/** A decimal string: never a float. */
export const DecimalField = (options: FieldOptions & { signed?: boolean } = {}): PropertyDecorator =>
  field(
    options,
    { type: 'string', example: '12.50' },
    IsString(),
    Matches(options.signed ? /^-?\d{1,18}(\.\d{1,8})?$/ : /^\d{1,18}(\.\d{1,8})?$/),
  );

/** PostgreSQL's `int`. */
const largestInt = 2_147_483_647;

export const IntField = (options: FieldOptions & { min?: number } = {}): PropertyDecorator =>
  field(
    options,
    { type: 'integer', minimum: options.min ?? 0, maximum: largestInt },
    IsInt(),
    Min(options.min ?? 0),
    Max(largestInt),
  );

export const BoolField = (options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: 'boolean' }, IsBoolean());

// The API's description knows a class that is named later by a function that is itself called `type`.
export const ObjectField = (of: () => ClassOf, options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: () => of() }, IsObject(), Nested(of));

/** A list of objects, or of texts when no class is named. */
export const ListField = (of?: () => ClassOf, options: FieldOptions & { minSize?: number } = {}): PropertyDecorator =>
  field(
    options,
    of ? { type: () => of(), isArray: true } : { type: 'string', isArray: true },
    IsArray(),
    ArrayMinSize(options.minSize ?? 0),
    ...(of ? [IsObject({ each: true }), Nested(of, true)] : [StorableText(true)]),
  );

/** Any JSON object; whoever takes it checks what is in it. */
export const JsonField = (options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: 'object', additionalProperties: true }, IsObject());

export class MoneyBody {
  @DecimalField({ description: 'decimal string' }) amount!: string;
  @field({}, { type: 'string', example: 'USD' }, Matches(/^[A-Z]{3}$/)) currency!: string;
}

export class QuantityBody {
  @DecimalField({ description: 'decimal string' }) value!: string;
  @field({}, { type: 'string', example: 'PCE' }, Matches(/^[A-Z0-9]{2,3}$/)) unit!: string;
}

export const MoneyField = (options: FieldOptions = {}): PropertyDecorator => ObjectField(() => MoneyBody, options);

export const QuantityField = (options: FieldOptions = {}): PropertyDecorator =>
  ObjectField(() => QuantityBody, options);
