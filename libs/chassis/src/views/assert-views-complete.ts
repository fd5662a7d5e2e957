import type { INestApplicationContext } from '@nestjs/common';
import { METHOD_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { openKey } from '../access/allow.ts';
import { type ClassOf, fieldsDeclared } from '../http/compiled-class.ts';
import type { CompiledViews } from './compile-views.ts';
import { routeOf } from './route-of.ts';
import { VIEWS } from './view.interceptor.ts';

interface Door {
  readonly route: string;
  readonly body: ClassOf | undefined;
}

/** The class that a door declares its body to be. */
const bodyOf = (controller: object, prototype: object, method: string): ClassOf | undefined => {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
    string,
    { index: number; data?: unknown }
  >;
  const types = (Reflect.getMetadata('design:paramtypes', prototype, method) ?? []) as ClassOf[];
  const index = Object.entries(args).find(([key]) => key.startsWith(`${RouteParamtypes.BODY}:`))?.[1].index;
  return index === undefined ? undefined : types[index];
};

const doorsOf = (app: INestApplicationContext): Door[] => {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype, instance }) => {
      if (!metatype || !instance || Reflect.hasMetadata(openKey, metatype)) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return scanner
        .getAllMethodNames(prototype)
        .map((name) => ({ name, method: prototype[name] as object }))
        .filter(({ method }) => Reflect.hasMetadata(METHOD_METADATA, method) && !Reflect.hasMetadata(openKey, method))
        .map(({ name, method }) => ({
          route: routeOf(metatype, method),
          body: bodyOf(metatype as object, prototype, name),
        }));
    });
};

const fieldsMissing = ({ resources }: CompiledViews, resource: string, of: ClassOf, at: string): string[] =>
  fieldsDeclared(of).flatMap(({ name, nested }) => {
    const field = resources.get(resource)?.fields.get(name);
    if (!field) return [`${at}.${name}`];
    return nested && field.part !== undefined
      ? fieldsMissing({ resources, routes: new Map() }, field.part, nested, `${at}.${name}`)
      : [];
  });

/**
 * Every door and every field of every body stands in the service's table, and nothing stands there that is no door.
 * @throws Error naming what is missing
 */
export const assertViewsComplete = (app: INestApplicationContext): void => {
  const views = app.get<CompiledViews>(VIEWS);
  const doors = doorsOf(app);
  const known = new Set(doors.map(({ route }) => route));
  const wrong = [
    ...doors.filter(({ route }) => !views.routes.has(route)).map(({ route }) => `${route}: who sees its answer?`),
    ...[...views.routes.keys()].filter((route) => !known.has(route)).map((route) => `${route}: no such door`),
    ...doors.flatMap(({ route, body }) => {
      const takes = views.routes.get(route)?.takes;
      if (!body || fieldsDeclared(body).length === 0) return takes === undefined ? [] : [`${route}: takes no body`];
      if (takes === undefined) return [`${route}: who may set the fields of its body?`];
      return fieldsMissing(views, takes, body, takes).map((field) => `${route}: who may set ${field}?`);
    }),
  ];
  if (wrong.length > 0) throw new Error(`the table of views is not complete:\n${wrong.join('\n')}`);
};
