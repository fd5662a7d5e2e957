import { type ExecutionContext, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';

type Handler = ReturnType<ExecutionContext['getHandler']>;

/** A door's method and path below the API, as the table names it: `GET /orders/:id`. */
export const routeOf = (controller: Type | object, handler: Handler | object): string => {
  const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
  const paths = [controller, handler].map((target) => Reflect.getMetadata(PATH_METADATA, target) as string);
  const path = paths.map((part) => part.replaceAll(/^\/|\/$/g, '')).filter(Boolean);
  return `${method} /${path.join('/')}`;
};
