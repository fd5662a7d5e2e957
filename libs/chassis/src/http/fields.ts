import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { isIsoDate } from '@tradeloom/kernel';
import { Type } from 'class-transformer';
import {
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';

/** A field's rule and its documentation, said once. Nothing is converted silently: values stay as sent. */
interface FieldOptions {
  readonly optional?: boolean;
  readonly description?: string;
  readonly example?: unknown;
}

type ClassOf = new () => object;

const field = (
  { optional = false, description = '', example }: FieldOptions,
  schema: Record<string, unknown>,
  ...rules: PropertyDecorator[]
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ required: !optional, description, ...(example !== undefined && { example }), ...schema }),
    optional ? IsOptional() : IsDefined(),
    ...rules,
  );

export const TextField = (options: FieldOptions & { max?: number; enum?: readonly string[] } = {}): PropertyDecorator =>
  field(
    options,
    { type: 'string', ...(options.enum && { enum: [...options.enum] }) },
    IsString(),
    IsNotEmpty(),
    MaxLength(options.max ?? 500),
    ...(options.enum ? [IsIn([...options.enum])] : []),
  );

export const DateField = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    options,
    { type: 'string', format: 'date', example: '2026-12-01' },
    ValidateBy({
      name: 'isIsoDate',
      validator: {
        validate: (value) => typeof value === 'string' && isIsoDate(value),
        defaultMessage: () => 'must be an existing date, YYYY-MM-DD',
      },
    }),
  );

/** RFC 3339 with an offset. */
export const InstantField = (options: FieldOptions = {}): PropertyDecorator =>
  field(
    options,
    { type: 'string', format: 'date-time', example: '2026-12-01T08:00:00+08:00' },
    Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/),
  );

/** A decimal string: never a float. */
export const DecimalField = (options: FieldOptions & { signed?: boolean } = {}): PropertyDecorator =>
  field(
    options,
    { type: 'string', example: '12.50' },
    IsString(),
    Matches(options.signed ? /^-?\d{1,18}(\.\d{1,8})?$/ : /^\d{1,18}(\.\d{1,8})?$/),
  );

export const IntField = (options: FieldOptions & { min?: number } = {}): PropertyDecorator =>
  field(options, { type: 'integer', minimum: options.min ?? 0 }, IsInt(), Min(options.min ?? 0));

export const BoolField = (options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: 'boolean' }, IsBoolean());

export const ObjectField = (of: () => ClassOf, options: FieldOptions = {}): PropertyDecorator =>
  field(options, { type: of }, ValidateNested(), Type(of));

/** A list of objects, or of texts when no class is named. */
export const ListField = (of?: () => ClassOf, options: FieldOptions & { minSize?: number } = {}): PropertyDecorator =>
  field(
    options,
    of ? { type: of, isArray: true } : { type: 'string', isArray: true },
    IsArray(),
    ArrayMinSize(options.minSize ?? 0),
    ...(of ? [ValidateNested({ each: true }), Type(of)] : [IsString({ each: true })]),
  );

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
